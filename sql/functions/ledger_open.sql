-- Opens the fairness account of newcomers at the group's average, in proportion to their share of a
-- full load: the engine reckons with that in their first month, so it must stand in the account
-- before that month's own duties do.
create or replace function duty.ledger_open(p_period daterange) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
begin
    insert into ledger_entry (center_id, provider_id, point_kind, points, on_day)
        with old as materialized (
            select provider_id, share from provider p
            where center_id = v_center and class <> 'collaborator' and exists (
                select from ledger_entry e where e.center_id = v_center
                    and e.provider_id = p.provider_id)
        ), average as (
            select e.point_kind, sum(e.points)::numeric / (select sum(share) from old) as per_share
            from ledger_entry e join old using (provider_id)
            where e.center_id = v_center group by e.point_kind)
        select v_center, p.provider_id, a.point_kind, round(a.per_share * p.share), lower(p_period)
        from provider p cross join average a
        where p.center_id = v_center and p.class <> 'collaborator'
            and p.provider_id not in (select provider_id from old)
        order by p.provider_id, a.point_kind;
end $$;
grant execute on function duty.ledger_open(daterange) to duty_app;
