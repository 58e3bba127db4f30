-- Whether whoever is signed in may read what a case is about: staff of the Centre and of the court,
-- and of the providers only those who appear.
create or replace function duty.sees_subject(p_provider bigint) returns boolean
language sql stable as $$
    select current_setting('app.role', true) in ('clerk', 'coordinator', 'director', 'administrator')
        or coalesce(p_provider = nullif(current_setting('app.provider_id', true), '')::bigint, false)
$$;
grant execute on function duty.sees_subject(bigint) to duty_app;
