-- A hearing as lists speak of it, with how often it was changed.
create or replace function duty.import_was(p_hearing_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (select jsonb_build_object('case_code', l.code, 'court_id', l.court_id, 'subject', l.subject,
        'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI'),
        'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'judge', h.judge, 'mode', h.mode,
        'kind', h.kind, 'state', h.state, 'has_begun', lower(h.during) <= duty.now(),
        'is_past', h.during << tstzrange(duty.now(), null))
        || case when h.mode = 'in_person' then '{}'
            else jsonb_build_object('points', hearing_state(h.hearing_id) -> 'points') end
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id);
end $$;
grant execute on function duty.import_was(bigint) to duty_app;
