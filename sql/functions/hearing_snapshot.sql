-- A hearing as notices tell it: place and time as people say them. Never the subject nor why it is put
-- off, never how to enter an online hearing: snapshots go into messages.
create or replace function duty.hearing_snapshot(p_state jsonb) returns jsonb
language plpgsql immutable strict as $$
begin
    return p_state - array['judge', 'kind', 'subject', 'providers', 'points', 'seat', 'reason',
            'decided_on', 'latest_on', 'law', 'follows_id']
        || jsonb_build_object('room', duty.room_told(p_state ->> 'room'))
        || case when p_state ->> 'seat' <> ''
            then jsonb_build_object('seat', duty.room_told(p_state ->> 'seat')) else '{}' end;
end $$;
grant execute on function duty.hearing_snapshot(jsonb) to duty_app, duty_guard;
