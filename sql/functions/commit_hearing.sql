-- Takes the time of a hearing for a provider, or says that it is taken: by something at the same time,
-- too far away, or an absence (hearing_clash). Writers of a Centre wait for each other (write_lock);
-- were two to come together all the same, the exclusion constraint lets one succeed. With the rights of
-- duty_guard, as clash_resolve calls it too: a plan is kept for one role.
create or replace function duty.commit_hearing(
    p_provider bigint, p_during tstzrange, p_hearing_id bigint) returns boolean
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    if exists (select from provider_busy(p_provider, p_during, hearing_place(p_hearing_id),
            p_hearing_id) where gap is null or gap < way) then
        return false;
    end if;
    insert into commitment values (current_center(), p_provider, p_during, 'hearing', p_hearing_id);
    return true;
exception when exclusion_violation then
    return false;
end $$;
alter function duty.commit_hearing(bigint, tstzrange, bigint) owner to duty_guard;
grant execute on function duty.commit_hearing(bigint, tstzrange, bigint) to duty_app, duty_guard;
