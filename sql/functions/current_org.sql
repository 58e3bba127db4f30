-- The court or police body of the clerk or officer signed in.
create or replace function duty.current_org() returns bigint
language sql stable as $$
    select nullif(current_setting('app.org_id', true), '')::bigint
$$;
grant execute on function duty.current_org() to duty_app, duty_jobs, duty_guard;
