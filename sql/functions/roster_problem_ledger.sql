-- The fairness accounts of the engine's problem: everybody's excess by kind. Whoever is away or not
-- yet or no longer here for a part of the month counts as if the fair part of those days were done,
-- so that nobody who comes back is flooded: the engine itself knows only the share of a full load.
create or replace function duty.roster_problem_ledger(p_roster_id bigint)
    returns table (provider_id bigint, ledger jsonb)
language sql stable set search_path = duty, pg_temp as $$
    with month as (
        select lower(period) as first, upper(period) as last, upper(period) - lower(period) as days
        from roster where center_id = current_center() and roster_id = p_roster_id
    ), load as materialized (
        select l.* from month m cross join lateral ledger_load(m.first, m.last) l
    ), demand as (
        select s.point_kind, sum(s.points * s.needed) as points, bool_or(d.kind = 'hotline') as advises
        from shift s
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where s.center_id = current_center() and s.roster_id = p_roster_id group by 1
    ), fair as (
        select d.point_kind, d.points::numeric / sum(l.load) as a_day
        from demand d join load l on d.advises or not l.is_adviser
        group by d.point_kind, d.points
    )
    select x.provider_id, jsonb_object_agg(x.point_kind, round(x.excess
        + coalesce(f.a_day, 0) * (p.share * m.days - coalesce(l.load, 0))))
    from ledger_excess(p_roster_id) x
    cross join month m
    join provider p on p.center_id = current_center() and p.provider_id = x.provider_id
    left join load l on l.provider_id = x.provider_id
    left join fair f on f.point_kind = x.point_kind
    group by x.provider_id
$$;
grant execute on function duty.roster_problem_ledger(bigint) to duty_app;
