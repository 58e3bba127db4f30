-- What everybody has borne beyond their fair part, by the kinds that the engine balances; below 0:
-- less. Travel and calls count as ordinary day points there (docs/roster-rules.md). Without the
-- duties of this roster, so that it can be drawn again. Whose account is not opened is a newcomer and
-- gets start: the points that bring them to the average of the others who are here in that period.
create or replace function duty.ledger_excess(p_roster_id bigint)
    returns table (provider_id bigint, point_kind text, excess numeric, start integer)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_month date;
    v_first date;
    v_last date;
begin
    select lower(period) into v_month from roster
        where center_id = v_center and roster_id = p_roster_id;
    select least(min(month), v_month), greatest(max(month), v_month) into v_first, v_last
        from ledger_month where center_id = v_center;
    return query
    with account as materialized (
        select l.provider_id, k.kind, sum(l.points - l.fair) as excess
        from ledger_account(v_first, (v_last + interval '1 month')::date, p_roster_id) l
        cross join lateral (select case when l.point_kind in ('travel', 'call') then 'day'
            else l.point_kind end as kind) k
        group by 1, 2
    ), people as materialized (
        select p.provider_id, p.class = 'collaborator' as is_adviser, p.share, k as kind,
            coalesce(a.excess, 0) as excess, p.provider_id in (select l.provider_id
                from ledger_load(v_month, (v_month + interval '1 month')::date) l) as is_here,
            p.provider_id in (select e.provider_id from ledger_entry e where e.center_id = v_center
                and e.cause in ('opening', 'newcomer')) as is_known
        from provider p
        cross join unnest(array['night', 'weekend', 'holiday', 'tet', 'day']) k
        left join account a on a.provider_id = p.provider_id and a.kind = k
        where p.center_id = v_center
    ), mean as (
        select o.is_adviser, o.kind, sum(o.excess) / sum(o.share) as a_share
        from people o where o.is_here and o.is_known group by 1, 2
    )
    select o.provider_id, o.kind, o.excess + coalesce(s.start, 0), s.start
    from people o
    left join mean m on m.is_adviser = o.is_adviser and m.kind = o.kind
    cross join lateral (select case when o.is_here and not o.is_known then
        round(coalesce(m.a_share, 0) * o.share - o.excess)::integer end as start) s;
end $$;
grant execute on function duty.ledger_excess(bigint) to duty_app;
