-- The provider signed in, null when the person is none.
create or replace function duty.current_provider() returns bigint
language sql stable as $$
    select nullif(current_setting('app.provider_id', true), '')::bigint
$$;
grant execute on function duty.current_provider() to duty_app, duty_jobs, duty_guard;
