-- Takes the time of a hearing for a provider, or says that it is already taken. The exclusion
-- constraint decides, so two calls at the same moment cannot both succeed.
create or replace function duty.commit_hearing(
    p_provider bigint, p_during tstzrange, p_hearing_id bigint) returns boolean
language plpgsql set search_path = duty, pg_temp as $$
begin
    insert into commitment values (current_center(), p_provider, p_during, 'hearing', p_hearing_id);
    return true;
exception when exclusion_violation then
    return false;
end $$;
grant execute on function duty.commit_hearing(bigint, tstzrange, bigint) to duty_app, duty_guard;
