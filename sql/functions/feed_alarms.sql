-- How many minutes before an event a calendar may remind of it.
create or replace function duty.feed_alarms() returns text[]
language sql immutable as $$
    select array['15', '60', '120', '1440']
$$;
grant execute on function duty.feed_alarms() to duty_app;
