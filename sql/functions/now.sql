-- The one clock of the database. A test moves it by duty.clock.
create or replace function duty.now() returns timestamptz
language sql stable as $$
    select pg_catalog.now() + shift from duty.clock
$$;
grant execute on function duty.now() to duty_app, duty_jobs, duty_guard, duty_ops;
