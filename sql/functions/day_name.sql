-- The name of a date that is not an ordinary one for the Centre, else null.
create or replace function duty.day_name(p_day date) returns text
language sql stable as $$
    select name from duty.center_calendar(p_day, p_day)
$$;
grant execute on function duty.day_name(date) to duty_app;
