-- Somebody's newest duties that have begun, for noting the calls taken, with what is noted already.
-- p_days: of so many days back; null: of any time. Forty at most.
create or replace function duty.call_duties(p_provider bigint, p_days integer) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('assignment_id', x.assignment_id,
        'shift_id', x.shift_id, 'post', x.post, 'role', x.role, 'starts', wall(x.starts),
        'ends', wall(x.ends), 'calls', x.calls, 'minutes', x.minutes) order by x.starts desc), '[]')
    from (select a.assignment_id, s.shift_id, d.name as post, s.role, s.starts, s.ends, c.calls,
            c.minutes
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join duty_call c on c.center_id = a.center_id and c.assignment_id = a.assignment_id
        where a.center_id = current_center() and a.provider_id = p_provider
            and a.state = 'published' and lower(s.during) <= duty.now()
            and (p_days is null or upper(s.during) > duty.now() - make_interval(days => p_days))
        order by s.starts desc limit 40) x
$$;
grant execute on function duty.call_duties(bigint, integer) to duty_app;
