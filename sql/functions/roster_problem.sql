-- The engine's problem for a month (format: dutysolve's --problem). Makes roster and shifts first.
create or replace function duty.roster_problem(p_month text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_month constant date := arg_month('month', p_month, true);
    v_roster bigint;
    v_start timestamptz;
begin
    perform write_lock();
    v_roster := roster_shifts(v_month);
    select v_month::timestamp at time zone zone into v_start from center where center_id = v_center;
    return jsonb_build_object('version', 1,
        'horizon', jsonb_build_object('start', v_month,
            'days', (v_month + interval '1 month')::date - v_month),
        'rules', (
            select jsonb_object_agg(k, rule_value('roster.' || k, v_month))
            from unnest(array['rest_min', 'max_duties_per_day', 'max_duties_per_week',
                'max_duties_per_month', 'weekly_rest_min', 'night_release_until_min']) k),
        'weights', (
            select jsonb_object_agg(k, rule_value('roster.weight_' || k, v_month))
            from unnest(array['uncovered', 'fairness', 'wish', 'travel', 'area', 'stability']) k),
        'point_kinds', jsonb_build_array('night', 'weekend', 'holiday', 'tet', 'day'),
        'places', (
            select coalesce(jsonb_agg(jsonb_build_object('id', place_id) order by place_id), '[]')
            from place where center_id = v_center),
        'travel', (
            select coalesce(jsonb_agg(jsonb_build_array(from_place, to_place, minutes)
                order by from_place, to_place), '[]')
            from travel where center_id = v_center),
        'travel_default', rule_value('travel.default', v_month),
        'shifts', roster_problem_shifts(v_roster, v_start),
        'providers', roster_problem_providers(v_roster, v_start),
        'barred', jsonb_build_array(),
        -- What has begun was stood by whom it was stood by: a new draft does not take it back.
        'pinned', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id)
                order by shift_id, provider_id), '[]')
            from (select shift_id, provider_id from draft_assignment
                  where center_id = v_center and roster_id = v_roster and is_pinned
                  union
                  select a.shift_id, a.provider_id from assignment a
                  join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
                  where a.center_id = v_center and s.roster_id = v_roster
                      and a.state = 'published' and lower(s.during) <= duty.now()) pin),
        'published', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', a.shift_id,
                'provider', a.provider_id) order by a.shift_id, a.provider_id), '[]')
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = v_center and s.roster_id = v_roster and a.state = 'published'));
end $$;
grant execute on function duty.roster_problem(text) to duty_app;
