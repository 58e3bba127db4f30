-- The hearings of a personal calendar.
create or replace function duty.feed_hearings(
    p_center bigint, p_provider bigint, p_window tstzrange)
    returns table (starts timestamp, uid text, changed_at timestamptz, body jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_shown constant timestamptz := duty.now()
        - make_interval(days => rule_value('hearing.cancelled_shown_days'));
begin
    return query
        select h.starts, h.uid, h.changed_at, jsonb_build_object('uid', h.uid,
            'sequence', h.sequence,
            'changed', to_char(h.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
            'starts', to_char(h.starts, 'YYYYMMDD"T"HH24MISS'),
            'ends', to_char(h.ends, 'YYYYMMDD"T"HH24MISS'), 'kind', 'hearing',
            'status', case when h.state in ('scheduled', 'held') then 'CONFIRMED'
                else 'CANCELLED' end,
            'state', h.state, 'code', l.code, 'court', o.name, 'room', room_told(h.room), 'mode', h.mode,
            'place', nullif(concat_ws(', ', p.name, nullif(p.address, '')), ''),
            'path', '/hearings/' || h.hearing_id)
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join place p on p.center_id = o.center_id and p.place_id = o.place_id
        where a.center_id = p_center and a.provider_id = p_provider and a.state <> 'released'
            and h.during && p_window
            and (h.state in ('scheduled', 'held') or h.changed_at > v_shown);
end $$;
grant execute on function duty.feed_hearings(bigint, bigint, tstzrange) to duty_jobs;
