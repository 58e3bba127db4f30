-- Mails a list once more, with a new link: the first one was lost, or the address was wrong.
create or replace function duty.list_send(p_list_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_list constant bigint := arg_int('list_id', p_list_id, true);
    v record;
begin
    perform write_lock();
    select * into v from list_now() where list_id = v_list;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    if not list_mail(v_list, (select count(*) > 1 from list i where i.center_id = current_center()
            and (i.roster_id, i.org_id) = (v.roster_id, v.org_id)),
            'again ' || (select count(*) from notice n where n.center_id = current_center()
                and n.org_id = v.org_id and (n.params ->> 'list_id')::bigint = v_list)) then
        perform fail('error.list.no_address', 'DU409', 'body', v.org_name);
    end if;
    perform audit_add('list.send', 'list', v_list::text, jsonb_build_object('body', v.org_name));
    return jsonb_build_object('list_id', v_list);
end $$;
grant execute on function duty.list_send(text) to duty_app;
