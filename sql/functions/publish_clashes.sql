-- Duties of a roster's draft that meet a hearing of the same person, the way between both places
-- included.
create or replace function duty.publish_clashes(p_roster_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'post', d.name, 'role', s.role,
        'starts', wall(s.starts), 'ends', wall(s.ends), 'hearing_id', h.hearing_id, 'code', l.code,
        'court', o.name, 'hearing_starts', wall(h.starts), 'hearing_ends', wall(h.ends),
        'travel', m.minutes) order by s.starts, t.name), '[]')
    from roster_diff(p_roster_id) f
    join shift s on s.center_id = current_center() and s.shift_id = f.shift_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    join staff() t on t.provider_id = f.provider_id
    join appearance a on a.center_id = s.center_id and a.provider_id = f.provider_id
        and a.state <> 'released'
    join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        and h.state = 'scheduled'
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
    cross join lateral (select case when h.mode = 'online' then 0
        else travel_minutes(d.place_id, o.place_id, s.duty_day) end as minutes) m
    where f.change <> 'removed' and upper(s.during) > duty.now()
        and tstzrange(lower(h.during) - make_interval(mins => m.minutes),
            upper(h.during) + make_interval(mins => m.minutes)) && s.during
$$;
grant execute on function duty.publish_clashes(bigint) to duty_app;
