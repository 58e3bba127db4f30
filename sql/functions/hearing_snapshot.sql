-- A hearing as its history keeps it and as notices tell it: place and time as people say them.
-- Never the subject: snapshots go into messages.
create or replace function duty.hearing_snapshot(p_hearing_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return hearing_state(p_hearing_id) - '{judge,kind,subject,providers}'::text[];
end $$;
grant execute on function duty.hearing_snapshot(bigint) to duty_app;
