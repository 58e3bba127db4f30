-- Everybody's points by kind in the months from p_from up to p_to, without the duties of one roster
-- (null: of none), and what would have been fair: the group's points of each month, divided by what
-- each could have borne in that month. The group: collaborators, who may only advise, among
-- themselves; everybody else together. Nobody has a part before their account was opened: they were
-- not yet rostered. A newcomer's start is theirs alone.
create or replace function duty.ledger_account(p_from date, p_to date, p_roster_id bigint default null)
    returns table (provider_id bigint, point_kind text, points numeric, fair numeric)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_duties constant bigint[] := array(select a.assignment_id
        from shift s join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
        where s.center_id = v_center and s.roster_id = p_roster_id);
begin
    return query
    with entry as materialized (
        select m.provider_id, m.point_kind, m.month, m.points, m.counted
        from ledger_month m
        where m.center_id = v_center and m.month >= p_from and m.month < p_to
        union all
        select e.provider_id, e.point_kind, e.month, -e.points, -e.points
        from ledger_entry e
        where e.center_id = v_center and e.assignment_id = any (v_duties)
            and e.month >= p_from and e.month < p_to
    ), load as materialized (
        select l.provider_id, l.is_adviser, l.month,
            l.load::float / sum(l.load) over (partition by l.is_adviser, l.month) as part
        from ledger_load(p_from, p_to) l
        join (select e.provider_id, min(e.month) as since from ledger_entry e
              where e.center_id = v_center and e.cause in ('opening', 'newcomer') group by 1) f
            on f.provider_id = l.provider_id and l.month >= f.since
    ), own as (
        select t.provider_id, t.point_kind, sum(t.points) as points from entry t group by 1, 2
    ), whole as (
        select p.class = 'collaborator' as is_adviser, t.month, t.point_kind, sum(t.counted) as points
        from entry t join provider p on p.center_id = v_center and p.provider_id = t.provider_id
        group by 1, 2, 3
    ), fair as (
        select l.provider_id, w.point_kind, sum(w.points * l.part) as points
        from whole w join load l on l.month = w.month and l.is_adviser = w.is_adviser
        group by 1, 2
    )
    select coalesce(o.provider_id, f.provider_id), coalesce(o.point_kind, f.point_kind),
        coalesce(o.points, 0)::numeric, coalesce(f.points, 0)::numeric
    from own o full join fair f on f.provider_id = o.provider_id and f.point_kind = o.point_kind;
end $$;
grant execute on function duty.ledger_account(date, date, bigint) to duty_app, duty_guard;
