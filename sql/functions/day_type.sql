-- What kind of day a date is for the Centre.
create or replace function duty.day_type(p_day date) returns text
language sql stable as $$
    select type from duty.center_calendar(p_day, p_day)
$$;
grant execute on function duty.day_type(date) to duty_app, duty_guard;
