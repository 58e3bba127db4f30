-- Hearings as programs read them, each with its entity tag (RFC 9110 8.8.3: its number and its newest
-- version). id: the caller's own, null of one that came through another door. What the case is about
-- is taken in and never given out.
create or replace function duty.api_hearings(p_ids bigint[])
    returns table (hearing_id bigint, etag text, body jsonb)
language sql stable set search_path = duty, pg_temp as $$
    with named as materialized (
        select o.hearing_id, min(o.uid) as uid
        from hearing_origin o
        where o.center_id = current_center() and o.hearing_id = any (p_ids) and o.door = 'api'
            and o.source_id = any (array(select current_orgs()))
        group by o.hearing_id)
    select h.hearing_id, format('"%s.%s"', h.hearing_id, h.version),
        jsonb_strip_nulls(jsonb_build_object('hearing_id', h.hearing_id, 'court', org_called(c, h.starts::date),
            'case_code', l.code, 'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'zone', h.zone, 'room', h.room, 'judge', h.judge,
            'kind', h.kind, 'mode', h.mode, 'state', h.state, 'reason', nullif(h.reason, ''),
            'latest_on', h.latest_on, 'sequence', h.sequence, 'version', h.version,
            'changed_at', to_char(h.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
        || jsonb_build_object('id', n.uid)
        || case when h.mode = 'in_person' then '{}' else jsonb_build_object('points', (
            select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'place', p.place,
                'provider_sits', p.provider_sits) order by p.n), '[]')
            from hearing_point p
            where p.center_id = h.center_id and p.hearing_id = h.hearing_id)) end
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    join org_unit c on c.center_id = l.center_id and c.org_id = l.court_id
    left join named n on n.hearing_id = h.hearing_id
    where h.center_id = current_center() and h.hearing_id = any (p_ids)
$$;
grant execute on function duty.api_hearings(bigint[]) to duty_app;
