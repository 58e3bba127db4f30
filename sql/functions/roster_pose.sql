-- The engine's problem for a roster as its shifts stand now (format: dutysolve's --problem).
create or replace function duty.roster_pose(p_roster_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_month date;
    v_start timestamptz;
begin
    select lower(r.period), lower(r.period)::timestamp at time zone c.zone into v_month, v_start
        from roster r join center c on c.center_id = r.center_id
        where r.center_id = v_center and r.roster_id = p_roster_id;
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
        'shifts', roster_problem_shifts(p_roster_id, v_start),
        'providers', roster_problem_providers(p_roster_id, v_start),
        'barred', roster_problem_barred(p_roster_id),
        'requests', busy_requests(p_roster_id),
        -- What has begun was stood by whom it was stood by: a new draft does not take it back, unless
        -- it was given to somebody else by hand.
        'pinned', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id)
                order by shift_id, provider_id), '[]')
            from (select shift_id, provider_id from draft_assignment
                  where center_id = v_center and roster_id = p_roster_id and is_pinned
                  union
                  select a.shift_id, a.provider_id from assignment a
                  join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
                  where a.center_id = v_center and s.roster_id = p_roster_id
                      and a.state = 'published' and s.needed > 0
                      and lower(s.during) <= duty.now() and not exists (
                          select from draft_assignment d
                          where d.center_id = v_center and d.shift_id = a.shift_id and d.is_pinned
                              and d.provider_id <> a.provider_id and not exists (
                                  select from draft_assignment k where k.center_id = v_center
                                      and k.shift_id = a.shift_id
                                      and k.provider_id = a.provider_id))) pin),
        'published', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', a.shift_id,
                'provider', a.provider_id) order by a.shift_id, a.provider_id), '[]')
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = v_center and s.roster_id = p_roster_id and a.state = 'published'
                and s.needed > 0));
end $$;
grant execute on function duty.roster_pose(bigint) to duty_app;
