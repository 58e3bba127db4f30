-- The posts with their rules, how many shifts they make in a month (empty: the next), and the time
-- in which a custody post has nobody by design. Posts that have ended come last.
create or replace function duty.page_demand(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_month date := arg_month('month', p_month);
    v_last date;
    v_today date;
    v_zone text;
    v_ahead daterange; -- what lies wholly before it is over
    v_posts jsonb;
begin
    select zone, today(zone) into v_zone, v_today from center where center_id = v_center;
    v_month := coalesce(v_month, (date_trunc('month', v_today) + interval '1 month')::date);
    v_ahead := daterange(v_today, null);
    v_last := v_month + interval '1 month - 1 day';
    with made as materialized (
        select rule_id, count(*) as n from demand_shifts(v_month, v_last) group by rule_id
    ), gap as (
        select l.post_id, jsonb_agg(jsonb_build_object('starts', wall(lower(g) at time zone v_zone),
                'ends', wall(upper(g) at time zone v_zone)) order by g) as gaps,
            sum(extract(epoch from upper(g) - lower(g)) / 60)::integer as minutes
        from custody_lines(v_month, v_last) l cross join lateral unnest(l.serves - l.asked) g
        group by l.post_id
    ), rules as (
        select r.post_id, coalesce(sum(m.n), 0) as n, jsonb_agg(demand_words(r)
            || jsonb_build_object('shifts', coalesce(m.n, 0), 'is_over', r.valid << v_ahead,
                'runs_out', r.dates_until < v_today + 365 and r.dates_until < coalesce(
                    upper(r.valid), 'infinity'))
            order by r.valid << v_ahead, r.role <> 'main', r.role, r.starts, r.rule_id) as list
        from demand_rule r left join made m on m.rule_id = r.rule_id
        where r.center_id = v_center
        group by r.post_id
    )
    select coalesce(jsonb_agg(jsonb_build_object('post_id', p.post_id, 'name', p.name,
            'kind', p.kind, 'org', o.name, 'area', a.name, 'place', l.name,
            'from', lower(p.valid), 'until', upper(p.valid) - 1, 'is_over', p.valid << v_ahead,
            'rules', coalesce(r.list, '[]'), 'shifts', coalesce(r.n, 0),
            'gaps_more', nullif(greatest(jsonb_array_length(g.gaps) - 10, 0), 0),
            'gaps', jsonb_path_query_array(g.gaps, '$[0 to 9]'),
            'minutes', g.minutes) order by p.valid << v_ahead, p.kind <> 'custody_phone',
            p.kind, p.name collate "vi-x-icu"), '[]')
        into v_posts
        from duty_post p
        left join rules r on r.post_id = p.post_id
        left join gap g on g.post_id = p.post_id
        left join org_unit o on o.center_id = p.center_id and o.org_id = p.org_id
        left join area a on a.center_id = p.center_id and a.area_id = p.area_id
        left join place l on l.center_id = p.center_id and l.place_id = p.place_id
        where p.center_id = v_center;
    return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'),
        'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'), 'posts', v_posts,
        'can_write', may('demand.write'));
end $$;
grant execute on function duty.page_demand(text) to duty_app;
