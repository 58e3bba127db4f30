-- The row an event makes that is no longer in its calendar: its hearing as it stands, cancelled.
create or replace function duty.import_gone(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('state', 'cancelled', 'case_code', l.code, 'court_id', l.court_id,
        'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI'))
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
$$;
grant execute on function duty.import_gone(bigint) to duty_app;
