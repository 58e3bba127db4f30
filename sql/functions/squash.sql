-- A text as it is compared: no spaces, no difference of case.
create or replace function duty.squash(p_text text) returns text
language sql immutable as $$
    select lower(regexp_replace(p_text, '\s', '', 'g'))
$$;
grant execute on function duty.squash(text) to duty_app;
