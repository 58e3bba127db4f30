-- The list a mail's link opens, the month's newest of its body, and from here on its Centre.
-- DU404 error.list.link: no such link, or its time is over.
create or replace function duty.list_by_link(p_link_hash text) returns duty.list
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_list list;
begin
    select l.* into v_list
        from list_link k
        join list i on i.center_id = k.center_id and i.list_id = k.list_id
        join list l on l.center_id = i.center_id and l.roster_id = i.roster_id
            and l.org_id = i.org_id
        where k.link_hash = p_link_hash and k.expires_at > duty.now()
        order by l.version desc limit 1;
    if not found then
        perform fail('error.list.link', 'DU404');
    end if;
    perform set_config('app.center_id', v_list.center_id::text, true);
    return v_list;
end $$;
grant execute on function duty.list_by_link(text) to duty_jobs;
