-- The tenant of this call; row-level security filters on it.
create or replace function duty.current_center() returns bigint
language sql stable as $$
    select nullif(current_setting('app.center_id', true), '')::bigint
$$;
grant execute on function duty.current_center() to duty_app, duty_jobs, duty_guard;
