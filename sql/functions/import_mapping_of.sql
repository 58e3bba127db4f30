-- What the form says of a sheet's columns, as the parser takes it: by heading, or, without a heading
-- row, by place.
create or replace function duty.import_mapping_of(p_sheet jsonb, p_form jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_head constant bigint := arg_int('head', p_form ->> 'head');
    v_order constant jsonb := jsonb_build_object('order',
        arg_choice('order', p_form ->> 'order', array['dmy', 'mdy'], 'dmy'));
    v_said constant jsonb := (
        select coalesce(jsonb_object_agg(n, arg_choice('column', p_form ->> column_letter(n),
            import_fields_known())), '{}')
        from generate_series(0, 63) n where coalesce(p_form ->> column_letter(n), '') <> '');
begin
    if v_head is null then
        return v_order || jsonb_build_object('names', '{}'::jsonb, 'columns', (
            select coalesce(jsonb_object_agg(column_letter(key::integer), value), '{}')
            from jsonb_each(v_said)));
    end if;
    return v_order || jsonb_build_object('columns', '{}'::jsonb, 'names', (
        select coalesce(jsonb_object_agg(heading, value), '{}') from (
            select s.value, r -> 'cells' ->> s.key::integer as heading
            from jsonb_array_elements(p_sheet -> 'sample') r
            cross join jsonb_each(v_said) s
            where (r ->> 'row')::bigint = v_head) x
        where coalesce(heading, '') <> ''));
end $$;
grant execute on function duty.import_mapping_of(jsonb, jsonb) to duty_app;
