-- What a hearing's own row says of it, as hearing_state tells it.
create or replace function duty.hearing_json(
    p_hearing duty.hearing, p_code text, p_subject text, p_court text) returns jsonb
language sql stable as $$
    select jsonb_build_object('hearing_id', p_hearing.hearing_id, 'code', p_code, 'court', p_court,
        'date', to_char(p_hearing.starts, 'YYYY-MM-DD'), 'time', to_char(p_hearing.starts, 'HH24:MI'),
        'end_time', to_char(p_hearing.ends, 'HH24:MI'), 'room', p_hearing.room,
        'mode', p_hearing.mode, 'state', p_hearing.state, 'judge', p_hearing.judge,
        'kind', p_hearing.kind, 'subject', p_subject)
$$;
grant execute on function duty.hearing_json(duty.hearing, text, text, text) to duty_app;
