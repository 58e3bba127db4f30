-- The page where a person says which column of a list is which: the head of its first sheet that was
-- not understood, else of the first, each column with what it is taken for.
create or replace function duty.page_import_columns(p_batch_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_batch constant import_batch := import_unread(p_batch_id);
    v_sheet constant jsonb := import_sheet(v_batch.sheets);
    v_width constant integer := (select max(jsonb_array_length(r -> 'cells'))
        from jsonb_array_elements(v_sheet -> 'sample') r);
begin
    return jsonb_build_object('batch_id', v_batch.batch_id, 'filename', v_batch.filename,
        'sheet', v_sheet ->> 'name', 'form', '{}'::jsonb,
        'is_mdy', import_options(v_batch.court_id) ->> 'mapping' like '%"mdy"%', 'columns', (
            select jsonb_agg(jsonb_build_object('letter', column_letter(n), 'options', (
                select jsonb_agg(jsonb_build_object('value', f.value, 'field', nullif(f.value, ''),
                    'selected', f.value = coalesce(taken.field, '')) order by f.i)
                from unnest(import_fields_known()) with ordinality f(value, i))) order by n)
            from generate_series(0, v_width - 1) n
            left join lateral (
                select key as field from jsonb_each_text(v_sheet -> 'columns')
                where column_letter(n) = any (string_to_array(value, ','))) taken on true),
        'rows', (
            select jsonb_agg(jsonb_build_object('row', r ->> 'row',
                'is_head', (r ->> 'row') is not distinct from coalesce(v_sheet ->> 'header_row',
                    import_head(v_sheet -> 'sample')),
                'cells', (select jsonb_agg(jsonb_build_object('text', coalesce(r -> 'cells' ->> n, ''))
                    order by n) from generate_series(0, v_width - 1) n)) order by i)
            from jsonb_array_elements(v_sheet -> 'sample') with ordinality x(r, i)));
end $$;
grant execute on function duty.page_import_columns(text) to duty_app;
