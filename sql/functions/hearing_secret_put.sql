-- Keeps how to enter an online hearing as the daemon sealed it (p_bound: to what); an empty text takes
-- it away, also from a hearing that is no longer online. The record says that it was entered, not what.
create or replace function duty.hearing_secret_put(
    p_hearing_id text, p_bound text, p_sealed text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
begin
    perform write_lock();
    if hearing_secret_for(p_hearing_id) #>> '{}' is distinct from p_bound then
        perform fail('error.not_found', 'DU404');
    end if;
    if p_sealed <> '' and exists (select from hearing
            where center_id = current_center() and hearing_id = v_id and mode = 'in_person') then
        perform fail('error.hearing.in_person', 'DU409');
    end if;
    if p_sealed = '' then
        delete from hearing_secret where center_id = current_center() and hearing_id = v_id;
    else
        insert into hearing_secret values (current_center(), v_id, p_sealed, duty.now(), current_account())
            on conflict (center_id, hearing_id) do update set sealed = excluded.sealed,
                set_at = excluded.set_at, account_id = excluded.account_id;
    end if;
    perform audit_add('hearing.secret', 'hearing', v_id::text,
        jsonb_build_object('is_set', p_sealed <> ''));
    return jsonb_build_object('hearing_id', v_id);
end $$;
grant execute on function duty.hearing_secret_put(text, text, text) to duty_app;
