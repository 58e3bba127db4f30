-- A hearing as notices tell it: place and time as people say them. Never the subject, never how to
-- enter an online hearing: snapshots go into messages.
create or replace function duty.hearing_snapshot(p_state jsonb) returns jsonb
language sql immutable strict as $$
    select p_state - '{judge,kind,subject,providers}'::text[]
        || jsonb_build_object('room', duty.room_told(p_state ->> 'room'))
$$;
grant execute on function duty.hearing_snapshot(jsonb) to duty_app;
