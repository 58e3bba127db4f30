-- Published duty as a board shows it: one row per shift and person, name null where nobody stands.
-- p_now: the shifts running now; else those that begin on p_day.
create or replace function duty.board(p_day date, p_now boolean) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'area', r.name, 'role', s.role, 'starts', wall(s.starts),
            'ends', wall(s.ends), 'name', t.name, 'phone', t.phone, 'provider_id', t.provider_id,
            'place', l.name)
            order by array_position(array['custody_phone', 'court_onsite', 'court_phone', 'hotline'],
                d.kind), r.name collate "vi-x-icu", d.name collate "vi-x-icu", s.starts,
                array_position(array['main', 'backup', 'centre'], s.role),
                t.name collate "vi-x-icu"), '[]')
        from shift s
        join roster o on o.center_id = s.center_id and o.roster_id = s.roster_id and o.version > 0
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join area r on r.center_id = d.center_id and r.area_id = d.area_id
        left join place l on l.center_id = d.center_id and l.place_id = d.place_id
        left join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
            and a.state = 'published'
        left join staff() t on t.provider_id = a.provider_id
        where s.center_id = current_center() and (s.needed > 0 or a.shift_id is not null)
            and case when p_now
            then s.starts > p_day - interval '2 days' and s.starts < p_day + interval '1 day'
                and s.during @> duty.now()
            else s.starts >= p_day::timestamp and s.starts < p_day + interval '1 day' end);
end $$;
grant execute on function duty.board(date, boolean) to duty_app;
