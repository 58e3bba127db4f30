-- A person's or court's name as names are compared: composed, without capitals and doubled blanks.
create or replace function duty.name_key(p_name text) returns text
language sql immutable strict as $$
    select lower(regexp_replace(btrim(normalize(p_name, NFC)), '\s+', ' ', 'g'))
$$;
grant execute on function duty.name_key(text) to duty_app, duty_guard;
