-- The shifts a month needs, by the demand rules and the calendar, as rows of duty.shift that are not
-- stored yet (shift_id 0). Night is roster.night_from to roster.night_until; a duty with more than
-- roster.night_more_than_min of it is a night duty. Points count for the rarest kind of day a duty
-- begins on: Tet, holiday, weekend, night, ordinary day.
create or replace function duty.roster_demand(p_roster_id bigint) returns setof duty.shift
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_from constant integer := rule_value('roster.night_from_min');
    v_until constant integer := rule_value('roster.night_until_min');
    v_more constant integer := rule_value('roster.night_more_than_min');
begin
    return query
    select distinct on (d.post_id, d.role, t.starts, t.ends)
        r.center_id, 0::bigint, r.roster_id, d.post_id, d.role, y.day, t.starts, t.ends, c.zone,
        tstzrange(t.starts at time zone c.zone, t.ends at time zone c.zone), y.type,
        case when y.is_tet then 'tet'
            when y.type in ('holiday', 'substitute_holiday', 'swapped_day_off') then 'holiday'
            when y.type = 'weekend' then 'weekend'
            when n.minutes > v_more then 'night'
            else 'day' end,
        d.points, d.needed, d.skills, d.priority, n.minutes > v_more
    from roster r
    join center c on c.center_id = r.center_id
    cross join lateral (
        select g::date as day, coalesce(k.is_tet, false) as is_tet,
            coalesce(k.type, case when extract(isodow from g) > 5 then 'weekend' else 'work' end)
                as type
        from generate_series(lower(r.period)::timestamp, upper(r.period) - interval '1 day',
            interval '1 day') g
        left join calendar_day k on k.day = g::date) y
    join demand_rule d on d.center_id = r.center_id and y.type = any (d.day_types)
        and extract(isodow from y.day) = any (d.weekdays) and d.valid @> y.day
    cross join lateral (
        select y.day + d.starts as starts,
            y.day + d.ends + case when d.ends <= d.starts then interval '1 day' else '0' end as ends) t
    cross join lateral (
        select sum(greatest(0, extract(epoch from least(t.ends, night.till)
            - greatest(t.starts, night.since)) / 60)) as minutes
        from (select y.day + make_interval(days => i, mins => v_from) as since,
                  y.day + make_interval(days => i + 1, mins => v_until) as till
              from generate_series(-1, 1) i) night) n
    where r.center_id = current_center() and r.roster_id = p_roster_id
    order by d.post_id, d.role, t.starts, t.ends, d.priority desc, d.rule_id;
end $$;
grant execute on function duty.roster_demand(bigint) to duty_app;
