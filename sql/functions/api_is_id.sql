-- Whether a text may be a caller's id of a hearing: it stands in addresses as it is.
create or replace function duty.api_is_id(p_text text) returns boolean
language sql immutable as $$ select p_text ~ '^[A-Za-z0-9._:~-]{1,100}$' and p_text !~ '^\.{1,2}$' $$;
grant execute on function duty.api_is_id(text) to duty_app;
