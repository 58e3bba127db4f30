-- A provider's duties and hearings of some days, as a digest lists them; nothing of the cases.
create or replace function duty.digest_items(p_provider bigint, p_from date, p_until date) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(x.item order by x.starts), '[]') from (
        select s.starts, jsonb_build_object('starts', wall(s.starts),
            'end_time', to_char(s.ends, 'HH24:MI'), 'post', d.name, 'role', s.role) as item
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where a.center_id = current_center() and a.provider_id = p_provider and a.state = 'published'
            and s.starts >= p_from::timestamp and s.starts < (p_until + 1)::timestamp
        union all
        select h.starts, jsonb_build_object('starts', wall(h.starts),
            'end_time', to_char(h.ends, 'HH24:MI'), 'code', l.code, 'court', o.name,
            'room', room_told(h.room))
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where a.center_id = current_center() and a.provider_id = p_provider and a.state <> 'released'
            and h.state = 'scheduled' and h.starts >= p_from::timestamp
            and h.starts < (p_until + 1)::timestamp) x
$$;
grant execute on function duty.digest_items(bigint, date, date) to duty_guard;
