-- How many days an address may go on after a new one has taken its place.
create or replace function duty.feed_graces() returns text[]
language sql immutable as $$
    select array['0', '1', '7']
$$;
grant execute on function duty.feed_graces() to duty_app;
