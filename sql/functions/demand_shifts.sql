-- The shifts the days p_from to p_to need, by the demand rules and the calendar; nothing is stored.
-- Wall times are the Centre's: over a change of its clocks a night is an hour shorter or longer. Of
-- two rules for the same post, role and hours the more urgent counts. A duty with more than
-- roster.night_more_than_min of it in the night is a night duty.
create or replace function duty.demand_shifts(p_from date, p_to date) returns table (
    rule_id bigint, post_id bigint, role text, duty_day date, starts timestamp, ends timestamp,
    zone text, during tstzrange, day_type text, point_kind text, points integer, needed integer,
    skills text[], priority integer, is_night boolean)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_from constant integer := rule_value('roster.night_from_min');
    v_until constant integer := rule_value('roster.night_until_min');
    v_more constant integer := rule_value('roster.night_more_than_min');
begin
    return query
    with day as materialized (
        select * from center_calendar(p_from, p_to)
    ), ask as materialized (
        select d.*, p.org_id, p.valid * d.valid as serves, c.zone, night_minutes(
            d.starts, d.ends, v_from, v_until) > v_more as is_night
        from center c
        join demand_rule d on d.center_id = c.center_id and d.valid && daterange(p_from, p_to + 1)
        join duty_post p on p.center_id = d.center_id and p.post_id = d.post_id
        where c.center_id = current_center()
    )
    select distinct on (a.post_id, a.role, t.starts, t.ends)
        a.rule_id, a.post_id, a.role, y.day, t.starts, t.ends, a.zone, w.during, y.type,
        duty.point_kind(y.type, y.is_tet, a.is_night), a.points, k.needed, a.skills, a.priority,
        a.is_night
    from ask a
    join day y on a.serves @> y.day and y.type = any (a.day_types)
    cross join lateral (
        select y.day + a.starts as starts, duty_ends(y.day, a.starts, a.ends) as ends) t
    cross join lateral (
        select tstzrange(t.starts at time zone a.zone, t.ends at time zone a.zone) as during) w
    cross join lateral (
        select demand_needed(a.needed, a.per_cases, a.org_id, t.starts, t.ends) as needed) k
    where (a.rrule is null or exists (select from demand_date e
            where e.center_id = a.center_id and e.rule_id = a.rule_id and e.day = y.recurs_as))
        and not isempty(w.during) and k.needed > 0
    order by a.post_id, a.role, t.starts, t.ends, a.priority desc, a.rule_id;
end $$;
grant execute on function duty.demand_shifts(date, date) to duty_app;
