-- What kind of day a date is: the calendar's word, else weekend or work.
create or replace function duty.day_type(p_day date) returns text
language sql stable as $$
    select coalesce((select type from duty.calendar_day where day = p_day),
        case when extract(isodow from p_day) > 5 then 'weekend' else 'work' end)
$$;
grant execute on function duty.day_type(date) to duty_app;
