-- A hearing as its history keeps it and as notices tell it: place and time as people say them.
-- Never the subject: snapshots go into messages.
create or replace function duty.hearing_snapshot(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'court', o.name,
        'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI'),
        'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'mode', h.mode, 'state', h.state)
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
$$;
grant execute on function duty.hearing_snapshot(bigint) to duty_app;
