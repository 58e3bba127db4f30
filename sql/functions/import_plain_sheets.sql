-- What is kept of a list's sheets once it is done with: not the sample of their cells.
create or replace function duty.import_plain_sheets(p_sheets jsonb) returns jsonb
language sql immutable as $$
    select coalesce(jsonb_agg(s - 'sample' order by i), '[]')
    from jsonb_array_elements(p_sheets) with ordinality x(s, i)
$$;
grant execute on function duty.import_plain_sheets(jsonb) to duty_app;
