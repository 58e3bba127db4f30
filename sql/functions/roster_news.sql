-- What a version tells each person it concerns: their duties added and removed, as the notice's
-- params, and the template. A duty already over is not news; a change of one that is near is a break.
create or replace function duty.roster_news(p_roster_id bigint, p_version integer, p_diff jsonb)
    returns table (person_id bigint, template text, params jsonb)
language sql stable set search_path = duty, pg_temp as $$
    with news as (
        select p.person_id,
            coalesce(jsonb_agg(b.duty order by s.starts) filter (where x.added), '[]') as added,
            coalesce(jsonb_agg(b.duty order by s.starts) filter (where not x.added), '[]')
                as removed,
            bool_or(lower(s.during) < duty.now()
                + make_interval(mins => rule_value('notice.near_minutes'))) as near
        from (select true as added, (a ->> 'shift')::bigint as shift_id,
                  (a ->> 'provider')::bigint as provider_id
              from jsonb_array_elements(p_diff -> 'added') a
              union all
              select false, (r ->> 'shift')::bigint, (r ->> 'provider')::bigint
              from jsonb_array_elements(p_diff -> 'removed') r) x
        join provider p on p.center_id = current_center() and p.provider_id = x.provider_id
        join shift s on s.center_id = p.center_id and s.shift_id = x.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        cross join lateral (select jsonb_build_object('date', s.starts::date,
            'time', to_char(s.starts, 'HH24:MI'), 'end_time', to_char(s.ends, 'HH24:MI'),
            'post', d.name, 'role', s.role) as duty) b
        where upper(s.during) > duty.now()
        group by p.person_id)
    select n.person_id, case p_version when 1 then 'roster.published' else 'roster.changed' end,
        jsonb_build_object('month', to_char(lower(r.period), 'YYYY-MM'), 'version', p_version,
            'count', jsonb_array_length(n.added),
            'first', jsonb_path_query_array(n.added, '$[0 to 2]'),
            'first_removed', jsonb_path_query_array(n.removed, '$[0 to 2]'),
            'added', n.added, 'removed', n.removed,
            'has_added', n.added <> '[]', 'has_removed', n.removed <> '[]')
            || case when p_version > 1 and n.near then '{"severity": "break"}' else '{}'::jsonb end
    from news n
    join roster r on r.center_id = current_center() and r.roster_id = p_roster_id
    order by n.person_id
$$;
grant execute on function duty.roster_news(bigint, integer, jsonb) to duty_app;
