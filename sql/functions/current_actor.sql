-- The role of the account signed in: provider, clerk, police, coordinator, director, administrator.
create or replace function duty.current_actor() returns text
language sql stable as $$
    select nullif(current_setting('app.role', true), '')
$$;
grant execute on function duty.current_actor() to duty_app, duty_guard;
