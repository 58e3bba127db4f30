-- Tells each person what the version just published changes for them, and gives their calendars a
-- new version; returns how many people are told. A duty already over is not news.
create or replace function duty.roster_tell(p_roster_id bigint, p_diff jsonb) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster roster;
    v_event text;
    v_template text;
    v_people bigint[] := '{}';
    v record;
    v_channel text;
begin
    select * into v_roster from roster
        where center_id = current_center() and roster_id = p_roster_id;
    v_event := format('roster:%s:%s', p_roster_id, v_roster.version);
    v_template := case v_roster.version when 1 then 'roster.published' else 'roster.changed' end;
    -- Whose colleague of the same hours changed has another name and number in the calendar, too.
    perform feed_touch(array(
        select distinct coalesce(a.provider_id, (x ->> 'provider')::bigint)
        from jsonb_array_elements((p_diff -> 'added') || (p_diff -> 'removed')) x
        join shift s on s.center_id = current_center() and s.shift_id = (x ->> 'shift')::bigint
        join shift o on o.center_id = s.center_id and o.post_id = s.post_id
            and o.starts = s.starts and o.ends = s.ends
        left join assignment a on a.center_id = o.center_id and a.shift_id = o.shift_id));
    for v in
        select p.person_id,
            coalesce(jsonb_agg(b.duty order by s.starts) filter (where x.added), '[]') as added,
            coalesce(jsonb_agg(b.duty order by s.starts) filter (where not x.added), '[]')
                as removed
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
        group by p.person_id order by p.person_id
    loop
        foreach v_channel in array array['sms', 'mail'] loop
            if notice_add(v.person_id, v_channel, v_template, v_event, jsonb_build_object(
                    'month', to_char(lower(v_roster.period), 'YYYY-MM'),
                    'version', v_roster.version,
                    'count', jsonb_array_length(v.added), 'first', jsonb_path_query_array(v.added,
                        '$[0 to 2]'),
                    'first_removed', jsonb_path_query_array(v.removed, '$[0 to 2]'),
                    'added', v.added, 'removed', v.removed,
                    'has_added', v.added <> '[]', 'has_removed', v.removed <> '[]'),
                    duty.now() + make_interval(hours => rule_value('notice.roster_hours'))) then
                v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
            end if;
        end loop;
    end loop;
    return cardinality(v_people);
end $$;
grant execute on function duty.roster_tell(bigint, jsonb) to duty_app;
