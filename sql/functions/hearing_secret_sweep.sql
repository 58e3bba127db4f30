-- Removes how to enter the hearings whose day is over: nobody needs it any more, and what is not kept
-- cannot leak. Done by the clock.
create or replace function duty.hearing_secret_sweep() returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    delete from hearing_secret s using hearing h
        where s.center_id = current_center() and h.center_id = s.center_id
            and h.hearing_id = s.hearing_id and h.ends::date < today(h.zone);
end $$;
alter function duty.hearing_secret_sweep() owner to duty_guard;
grant execute on function duty.hearing_secret_sweep() to duty_jobs;
