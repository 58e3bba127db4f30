-- Whether a daily job of the present Centre still has to be done today, at an hour at which people
-- may be written to (rules notice.day_from_min, notice.day_until_min). Asking takes it: of several
-- daemons one is told yes, and when it fails another one is.
create or replace function duty.job_due(p_job text) returns boolean
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_wall timestamp;
    v_minute integer;
begin
    select duty.now() at time zone zone into v_wall from center where center_id = current_center();
    v_minute := extract(epoch from v_wall - v_wall::date) / 60;
    if v_minute < rule_value('notice.day_from_min', v_wall::date)
            or v_minute >= rule_value('notice.day_until_min', v_wall::date) then
        return false;
    end if;
    insert into daily_job values (current_center(), p_job, v_wall::date)
        on conflict (center_id, job) do update set day = excluded.day
            where daily_job.day <> excluded.day;
    return found;
end $$;
grant execute on function duty.job_due(text) to duty_jobs, duty_guard;
