-- The list of a roster a body knows: the newest one it has received, or that a mail may have brought.
create or replace function duty.list_told(p_roster_id bigint, p_org_id bigint) returns duty.list
language sql stable set search_path = duty, pg_temp as $$
    select l from list l
    where l.center_id = current_center() and l.roster_id = p_roster_id and l.org_id = p_org_id
        and (exists (select from list_receipt r
                where r.center_id = l.center_id and r.list_id = l.list_id)
            or exists (select from notice n
                where n.center_id = l.center_id and n.org_id = l.org_id
                    and (n.params ->> 'list_id')::bigint = l.list_id
                    and n.state in ('leased', 'sent', 'delivered', 'unknown')))
    order by l.version desc limit 1
$$;
grant execute on function duty.list_told(bigint, bigint) to duty_app;
