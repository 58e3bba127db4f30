-- The shifts of the engine's problem, without those nobody asks for any more. pair: the main duty of
-- the same post and hours, whose person the backup must not be.
create or replace function duty.roster_problem_shifts(p_roster_id bigint, p_start timestamptz)
    returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('id', s.shift_id, 'post', s.post_id,
        'kind', d.kind, 'start', roster_minute(lower(s.during), p_start),
        'end', roster_minute(upper(s.during), p_start), 'day', s.duty_day - lower(r.period),
        'role', s.role, 'needed', s.needed, 'place', d.place_id, 'area', d.area_id,
        'points', jsonb_build_object(s.point_kind, s.points), 'skills', to_jsonb(s.skills),
        'priority', s.priority, 'night', s.is_night, 'pair', m.shift_id)
        order by s.starts, s.post_id, s.role, s.shift_id), '[]')
    from roster r
    join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join shift m on s.role = 'backup' and m.center_id = s.center_id
        and m.post_id = s.post_id and m.role = 'main' and m.starts = s.starts and m.ends = s.ends
        and m.needed > 0
    where r.center_id = current_center() and r.roster_id = p_roster_id and s.needed > 0
$$;
grant execute on function duty.roster_problem_shifts(bigint, timestamptz) to duty_app;
