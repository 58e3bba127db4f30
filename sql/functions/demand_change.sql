-- How the stored shifts of a roster differ from what its days need now: new (not stored yet), gone
-- (asked for no longer), changed; wanted: the shift as it is to be, as JSON. Of a published
-- roster only what has not begun: the rest is history. A duty handed over stays as it was split.
create or replace function duty.demand_change(p_roster_id bigint) returns table (
    change text, shift_id bigint, wanted jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with want as materialized (
        select d.* from roster r
        cross join lateral demand_shifts(lower(r.period), upper(r.period) - 1) d
        where r.center_id = current_center() and r.roster_id = p_roster_id and not exists (
            select from handover o
            join shift s on s.center_id = o.center_id and s.shift_id = o.root_id
            where o.center_id = r.center_id and s.post_id = d.post_id and s.role = d.role
                and o.starts = d.starts and o.ends = d.ends)
    ), have as (
        select * from shift s where s.center_id = current_center() and s.roster_id = p_roster_id
            and not exists (select from handover o where o.center_id = s.center_id
                and s.shift_id in (o.root_id, o.rest_id))
    )
    select case when h.shift_id is null then 'new' when w.rule_id is null then 'gone'
            else 'changed' end, h.shift_id,
        coalesce(to_jsonb(h), '{}') || jsonb_strip_nulls(coalesce(to_jsonb(w), '{}'))
            || jsonb_build_object('center_id', current_center(), 'roster_id', p_roster_id)
    from want w
    full join have h using (post_id, role, starts, ends)
    where (lower(coalesce(w.during, h.during)) > duty.now() or exists (select from roster
            where center_id = current_center() and roster_id = p_roster_id and version = 0))
        and (h.shift_id is null or w.rule_id is null and h.needed > 0
            or (h.day_type, h.point_kind, h.points, h.needed, h.skills, h.priority, h.is_night)
                <> (w.day_type, w.point_kind, w.points, w.needed, w.skills, w.priority,
                    w.is_night));
end $$;
grant execute on function duty.demand_change(bigint) to duty_app;
