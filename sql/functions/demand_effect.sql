-- What the rules and the calendar as they now stand would change in the rosters that are there: per
-- month the shifts that come, go or change, the published duties among those that go, and the
-- minutes in which a custody post would have nobody by design. The first of them are named.
create or replace function duty.demand_effect() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('month', to_char(lower(r.period), 'YYYY-MM'),
            'is_published', r.version > 0, 'new', c.new, 'gone', c.gone, 'changed', c.changed,
            'taken_back', c.taken_back, 'shifts', c.shifts,
            'more', nullif(greatest(c.n - 40, 0), 0),
            'gaps', jsonb_path_query_array(g.gaps, '$[0 to 9]'),
            'gaps_more', nullif(greatest(jsonb_array_length(g.gaps) - 10, 0), 0)) order by r.period), '[]')
        from roster r
        join center e on e.center_id = r.center_id
        cross join lateral (
            select count(*) as n, count(*) filter (where change = 'new') as new,
                count(*) filter (where change = 'gone') as gone,
                count(*) filter (where change = 'changed') as changed,
                coalesce(sum(people) filter (where change = 'gone'), 0) as taken_back,
                coalesce(jsonb_agg(line order by starts, post, role) filter (where i <= 40), '[]')
                    as shifts
            from demand_effect_lines(r.roster_id)) c
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('post', p.name,
                'starts', wall(lower(x.during) at time zone e.zone),
                'ends', wall(upper(x.during) at time zone e.zone)) order by x.during), '[]') as gaps
            from custody_gaps(r.roster_id, true) x
            join duty_post p on p.center_id = r.center_id and p.post_id = x.post_id
            where x.why = 'demand') g
        where r.center_id = current_center() and upper(r.period) > today(e.zone)
            and (c.n > 0 or g.gaps <> '[]'));
end $$;
grant execute on function duty.demand_effect() to duty_app;
