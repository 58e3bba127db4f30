-- The one clock of the database. A test moves it by duty.clock. In plpgsql, which keeps its plan: as a
-- function in SQL it would be planned anew at each call, some ten times in a change of a hearing.
create or replace function duty.now() returns timestamptz
language plpgsql stable as $$
begin
    return pg_catalog.now() + (select shift from duty.clock);
end $$;
grant execute on function duty.now() to duty_app, duty_jobs, duty_guard, duty_ops;
