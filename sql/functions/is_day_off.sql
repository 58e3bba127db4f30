-- Whether people are off on that kind of day.
create or replace function duty.is_day_off(p_type text) returns boolean
language sql immutable as $$
    select p_type not in ('work', 'working_saturday')
$$;
grant execute on function duty.is_day_off(text) to duty_app, duty_guard;
