-- Who is signed in.
create or replace function duty.current_account() returns bigint
language sql stable as $$
    select nullif(current_setting('app.account_id', true), '')::bigint
$$;
grant execute on function duty.current_account() to duty_app, duty_jobs, duty_guard;
