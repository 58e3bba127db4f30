-- A roster as published: every shift with its people, in calendar order, with the names of people,
-- posts and courts as they were on that day.
create or replace function duty.roster_content(p_roster_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    with body as materialized (
        select v.post_id, v.valid, o.name from list_served() v
        join org_unit o on o.center_id = current_center() and o.org_id = v.org_id
        where o.kind = 'court')
    select coalesce(jsonb_agg(jsonb_build_object('shift', s.shift_id, 'post', d.name,
        'body', coalesce((select min(b.name) from body b
            where b.post_id = s.post_id and b.valid @> s.duty_day), e.name),
        'kind', d.kind, 'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends),
        'needed', s.needed, 'points', jsonb_build_object(s.point_kind, s.points), 'people', (
            select coalesce(jsonb_agg(jsonb_build_object('provider', a.provider_id,
                'name', n.full_name) order by a.provider_id), '[]')
            from assignment a
            join provider p on p.center_id = a.center_id and p.provider_id = a.provider_id
            join person n on n.center_id = p.center_id and n.person_id = p.person_id
            where a.center_id = s.center_id and a.shift_id = s.shift_id and a.state = 'published'))
        order by s.starts, d.name, s.role, s.shift_id), '[]')
    from shift s
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join area e on e.center_id = d.center_id and e.area_id = d.area_id
    where s.center_id = current_center() and s.roster_id = p_roster_id
        and (s.needed > 0 or exists (select from assignment a where a.center_id = s.center_id
            and a.shift_id = s.shift_id and a.state = 'published'))
$$;
grant execute on function duty.roster_content(bigint) to duty_app;
