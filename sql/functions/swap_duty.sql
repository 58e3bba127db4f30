-- A duty as swaps show and tell it; null for none.
create or replace function duty.swap_duty(p_assignment_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('assignment_id', a.assignment_id, 'shift_id', s.shift_id,
            'provider_id', a.provider_id, 'starts', wall(s.starts), 'ends', wall(s.ends),
            'date', s.starts::date, 'time', to_char(s.starts, 'HH24:MI'),
            'end_time', to_char(s.ends, 'HH24:MI'), 'month', to_char(s.duty_day, 'YYYY-MM'),
            'post', d.name, 'kind', d.kind, 'role', s.role, 'points', s.points,
            'point_kind', s.point_kind, 'day_type', s.day_type, 'place', l.name,
            'has_begun', lower(s.during) <= duty.now(), 'is_over', upper(s.during) <= duty.now())
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join place l on l.center_id = d.center_id and l.place_id = d.place_id
        where a.center_id = current_center() and a.assignment_id = p_assignment_id);
end $$;
grant execute on function duty.swap_duty(bigint) to duty_app, duty_guard;
