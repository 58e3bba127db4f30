-- How many working days lie after p_after up to and with p_until, by the Centre's calendar; negative
-- when p_until is the earlier one: working Saturdays count, holidays and days swapped off do not.
create or replace function duty.work_days(p_after date, p_until date) returns integer
language sql stable set search_path = duty, pg_temp as $$
    select sign(p_until - p_after)::integer * count(*)::integer
    from center_calendar(least(p_after, p_until) + 1, greatest(p_after, p_until))
    where type in ('work', 'working_saturday')
$$;
grant execute on function duty.work_days(date, date) to duty_app;
