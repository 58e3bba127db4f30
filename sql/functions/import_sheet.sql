-- The sheet whose columns a person is asked about.
create or replace function duty.import_sheet(p_sheets jsonb) returns jsonb
language sql immutable as $$
    select s from jsonb_array_elements(p_sheets) with ordinality x(s, i)
    where jsonb_array_length(s -> 'sample') > 0 and s ->> 'why' is distinct from 'hidden'
    order by s ->> 'why' is distinct from 'no_header', i limit 1
$$;
grant execute on function duty.import_sheet(jsonb) to duty_app;
