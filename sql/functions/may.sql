-- Whether the role signed in may do this: for showing or hiding a button, identify() decides.
create or replace function duty.may(p_action text) returns boolean
language sql stable as $$
    select exists (select from duty.permission
        where role = nullif(current_setting('app.role', true), '') and action = p_action)
$$;
grant execute on function duty.may(text) to duty_app, duty_guard;
