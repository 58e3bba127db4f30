-- The role of the account signed in: provider, clerk, police, coordinator, director, administrator.
-- A key and a code are nobody's account: they are a clerk of their court, so that whatever binds
-- clerks binds them, and what they may do at all is less (the permission table).
create or replace function duty.current_actor() returns text
language sql stable as $$
    select case when current_setting('app.role', true) in ('key', 'code') then 'clerk'
        else nullif(current_setting('app.role', true), '') end
$$;
grant execute on function duty.current_actor() to duty_app, duty_guard;
