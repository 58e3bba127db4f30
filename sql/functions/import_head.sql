-- The row of a sample most likely to hold the headings: the first of those with the most cells.
create or replace function duty.import_head(p_sample jsonb) returns text
language sql immutable as $$
    select r ->> 'row'
    from jsonb_array_elements(p_sample) with ordinality x(r, i)
    order by (select count(*) from jsonb_array_elements_text(r -> 'cells') c where c <> '') desc, i
    limit 1
$$;
grant execute on function duty.import_head(jsonb) to duty_app;
