-- A rule as the parts of a sentence; the page puts them into words.
create or replace function duty.demand_words(p_rule duty.demand_rule) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_how constant jsonb := demand_pattern(p_rule.rrule);
    v_types constant text[] := array['work', 'weekend', 'holiday', 'substitute_holiday',
        'swapped_day_off', 'working_saturday'];
begin
    return jsonb_build_object('rule_id', p_rule.rule_id, 'role', p_rule.role,
        'starts', to_char(p_rule.starts, 'HH24:MI'), 'ends', to_char(p_rule.ends, 'HH24:MI'),
        'next_day', p_rule.ends <= p_rule.starts, 'needed', p_rule.needed,
        'per_cases', p_rule.per_cases, 'points', p_rule.points, 'priority', p_rule.priority,
        'skills', to_jsonb(p_rule.skills), 'repeat', v_how ->> 'repeat', 'nth', v_how -> 'nth',
        'nth_day', v_how -> 'nth_day', 'monthday', v_how -> 'monthday',
        'interval', nullif(v_how ->> 'interval', '1'),
        'weekdays', (select coalesce(jsonb_agg(d order by d), '[]') from generate_series(1, 7) d
            where v_how ->> ('d' || d) = '1'),
        'months', (select coalesce(jsonb_agg(m order by m), '[]') from generate_series(1, 12) m
            where v_how ->> ('m' || m) = '1'),
        'rrule', p_rule.rrule, 'is_rrule', v_how ->> 'repeat' = 'rrule',
        'recurs', p_rule.rrule is not null or p_rule.day_types @> v_types,
        'day_types', case when p_rule.day_types @> v_types then '[]' else (
            select jsonb_agg(t) from unnest(v_types) t where t = any (p_rule.day_types)) end,
        'from', lower(p_rule.valid), 'until', upper(p_rule.valid) - 1,
        'dates_until', p_rule.dates_until - 1);
end $$;
grant execute on function duty.demand_words(duty.demand_rule) to duty_app;
