-- What each court and police body is to have of a roster as published: one row per post and hours
-- with the people on duty, those who back them up, and the Centre line of those hours. Names as on
-- that day; of telephone numbers only the verified duty contact, else the Centre's own line.
-- Collaborators stand no duty a court or police body calls upon, and are never shown.
-- p_diff: only the bodies whose posts it touches, {"added": [{"shift"}], "removed": [...]}.
create or replace function duty.list_contents(p_roster_id bigint, p_diff jsonb default null)
    returns table (
    org_id bigint, org_name text, is_custody boolean, content jsonb)
language sql stable set search_path = duty, pg_temp as $$
    with home as materialized (
        select c.center_id, c.name, c.hotline, r.period
        from center c join roster r on r.center_id = c.center_id
        where c.center_id = current_center() and r.roster_id = p_roster_id
    ), touched as materialized (
        select distinct s.post_id, s.role = 'centre' as is_line
        from jsonb_array_elements((p_diff -> 'added') || (p_diff -> 'removed')) x
        join shift s on s.center_id = current_center() and s.shift_id = (x ->> 'shift')::bigint
    ), every as materialized (
        select * from list_served()
    ), served as materialized (
        select * from every e
        where p_diff is null or exists (select from touched t where t.is_line)
            or e.org_id in (select w.org_id from every w join touched t on t.post_id = w.post_id)
    ), days as materialized (
        select k.day, k.type from home h
        cross join lateral center_calendar(lower(h.period), upper(h.period) - 1) k
    ), known as materialized (
        select provider_id, name, phone from staff() where class <> 'collaborator'
    ), duty as materialized (
        select s.*, p.list
        from home h
        join shift s on s.center_id = h.center_id and s.roster_id = p_roster_id
            and (s.role = 'centre' or s.post_id in (select v.post_id from served v))
        left join lateral (
            select jsonb_agg(jsonb_build_object('name', t.name,
                'phone', coalesce(t.phone, h.hotline)) order by t.name collate "vi-x-icu") as list
            from assignment a join known t on t.provider_id = a.provider_id
            where a.center_id = s.center_id and a.shift_id = s.shift_id
                and a.state = 'published') p on true
        where s.needed > 0 or p.list is not null
    ), line as materialized ( -- the Centre line goes to everybody
        select during, list from duty where role = 'centre' and list is not null
    ), slot as materialized (
        select s.post_id, s.duty_day, jsonb_build_object('post', d.name, 'kind', d.kind,
            'place', max(l.name), 'day', s.duty_day,
            'off', g.type not in ('work', 'working_saturday'), 'starts', wall(s.starts),
            'ends', wall(s.ends),
            'main', coalesce((jsonb_agg(s.list) filter (where s.role = 'main'
                and s.list is not null)) -> 0, '[]'),
            'backup', coalesce((jsonb_agg(s.list) filter (where s.role = 'backup'
                and s.list is not null)) -> 0, '[]'),
            'centre', coalesce((
                select jsonb_agg(distinct x) from line c, jsonb_array_elements(c.list) x
                where c.during && s.during), '[]')) as row
        from duty s
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join place l on l.center_id = d.center_id and l.place_id = d.place_id
        join days g on g.day = s.duty_day
        where s.role <> 'centre'
        group by s.post_id, d.name, d.kind, s.duty_day, g.type, s.starts, s.ends, s.during
    ), body as (
        select o.org_id, o.name, h.period * o.valid as during, h.period,
            coalesce(jsonb_agg(t.row order by t.row ->> 'starts', t.row ->> 'post')
                filter (where t.row is not null), '[]') as rows,
            coalesce(bool_or(t.row ->> 'kind' = 'custody_phone'), o.kind <> 'court') as is_custody
        from home h
        join served v on true
        join org_unit o on o.center_id = h.center_id and o.org_id = v.org_id and o.valid && h.period
        left join slot t on t.post_id = v.post_id and v.valid @> t.duty_day
        group by o.org_id, o.name, o.kind, o.valid, h.period)
    select b.org_id, b.name, b.is_custody, jsonb_build_object('body', b.name, 'center', h.name,
        'hotline', h.hotline, 'from', lower(b.during), 'to', upper(b.during) - 1,
        'month', to_char(lower(b.period), 'YYYY-MM'),
        'before', (
            select jsonb_agg(jsonb_build_object('name', f.name, 'at', s.at) order by s.at, f.name)
            from org_succession s
            join org_unit f on f.center_id = s.center_id and f.org_id = s.from_org
            where s.center_id = h.center_id and s.to_org = b.org_id and b.period @> s.at),
        'after', (
            select jsonb_agg(jsonb_build_object('name', f.name, 'at', s.at) order by s.at, f.name)
            from org_succession s
            join org_unit f on f.center_id = s.center_id and f.org_id = s.to_org
            where s.center_id = h.center_id and s.from_org = b.org_id and b.period @> s.at),
        'rows', b.rows)
    from body b cross join home h
$$;
grant execute on function duty.list_contents(bigint, jsonb) to duty_app;
