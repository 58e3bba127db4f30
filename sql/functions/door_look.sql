-- Whose door a link opens, before anything is opened: programs that look at mails follow links, too.
-- DU404 error.door.link: no such link, or its time is over.
create or replace function duty.door_look(p_link_hash text) returns jsonb
language plpgsql stable security definer set search_path = duty, pg_temp as $$
declare
    v_page jsonb;
begin
    select jsonb_build_object('court', o.name, 'center', n.name,
            'until', wall(c.expires_at at time zone n.zone))
        into v_page
        from court_code c
        join center n on n.center_id = c.center_id
        join org_unit o on o.center_id = c.center_id and o.org_id = c.org_id
        where c.link_hash = p_link_hash and c.revoked_at is null and c.expires_at > duty.now();
    if not found then
        perform fail('error.door.link', 'DU404');
    end if;
    return jsonb_build_object('page', v_page);
end $$;
alter function duty.door_look(text) owner to duty_guard;
grant execute on function duty.door_look(text) to duty_app;
