-- One writer of hearings and rosters per Centre at a time: such changes touch many rows in an order
-- that people choose, and would otherwise lock each other out. Lock class 7001 is this one.
create or replace function duty.write_lock() returns void
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7001, duty.current_center()::integer);
end $$;
grant execute on function duty.write_lock() to duty_app, duty_jobs, duty_guard;
