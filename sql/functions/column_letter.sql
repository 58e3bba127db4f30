-- The name a spreadsheet gives a column: 0 is A, 27 is AB.
create or replace function duty.column_letter(p_n integer) returns text
language sql immutable as $$
    select case when p_n >= 26 then chr(64 + p_n / 26) else '' end || chr(65 + p_n % 26)
$$;
grant execute on function duty.column_letter(integer) to duty_app;
