-- When to remind of something that begins at p_starts, so many minutes before, all in wall time. What is
-- sent a day or more before never falls on a day off (p_off) when it can fall on a working day before it:
-- one on which the person knew already (p_told).
create or replace function duty.reminder_at(p_starts timestamp, p_minutes integer, p_told timestamp,
    p_off date[]) returns timestamp
language plpgsql immutable as $$
declare
    v_plain constant timestamp := p_starts - make_interval(mins => p_minutes);
    v_at timestamp := v_plain;
begin
    while p_minutes >= 1440 and v_at::date = any (p_off) loop
        v_at := v_at - interval '1 day';
    end loop;
    return case when v_at > p_told then v_at else v_plain end;
end $$;
grant execute on function duty.reminder_at(timestamp, integer, timestamp, date[]) to duty_guard;
