-- When a duty of these hours that begins on a day is over: hours that end before they begin end on
-- the next day.
create or replace function duty.duty_ends(p_day date, p_starts time, p_ends time) returns timestamp
language sql immutable as $$
    select p_day + p_ends + case when p_ends <= p_starts then interval '1 day' else '0' end
$$;
grant execute on function duty.duty_ends(date, time, time) to duty_app;
