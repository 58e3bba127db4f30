-- Makes a hearing what it was before an import (import_back); returns how many people are told, or
-- null when its case has another hearing at that hour now.
create or replace function duty.import_put_back(
    p_hearing_id bigint, p_before jsonb, p_batch_id bigint, p_door text) returns integer
language plpgsql set search_path = duty, pg_temp as $$
begin
    return hearing_put(p_hearing_id, import_back(p_hearing_id, p_before), p_batch_id, p_door)
        -> 'told';
exception when unique_violation then
    return null;
end $$;
grant execute on function duty.import_put_back(bigint, jsonb, bigint, text) to duty_app;
