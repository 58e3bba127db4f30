-- What the next line of a printed list shares with the hearing entered before it.
create or replace function duty.hearing_carried(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('court_id', l.court_id::text,
        'date', to_char(h.starts, 'DD/MM/YYYY'), 'room', h.room, 'judge', h.judge)
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
$$;
grant execute on function duty.hearing_carried(bigint) to duty_app;
