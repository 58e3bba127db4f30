-- The dates a shift touches on the wall: a night's is the evening's date and the morning's.
create or replace function duty.shift_days(p_starts timestamp, p_ends timestamp) returns daterange
language sql immutable as $$
    select daterange(p_starts::date, (p_ends - interval '1 second')::date, '[]')
$$;
grant execute on function duty.shift_days(timestamp, timestamp) to duty_app, duty_guard;
