-- A person says which column is which: remembered for the court's next list. Form: head (the row with
-- the headings, or empty when there is none) and for each column its letter with the field it holds.
-- Returns what is needed to read the document again.
create or replace function duty.import_map(p_batch_id text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_batch constant import_batch := import_unread(p_batch_id);
    v_mapping constant jsonb := import_mapping_of(import_sheet(v_batch.sheets), p_form);
begin
    if v_mapping ->> 'order' = 'dmy' and not jsonb_path_exists(v_mapping, '$.*.* ? (@ <> "none")') then
        perform fail('error.import.no_column', p_field => 'column');
    end if;
    insert into import_mapping values (v_center, coalesce(v_batch.court_id, 0), v_mapping, duty.now(),
            current_account())
        on conflict (center_id, court_id) do update set mapping = v_mapping || jsonb_build_object(
                'names', (import_mapping.mapping -> 'names') || (v_mapping -> 'names'),
                'columns', case v_mapping -> 'columns' when '{}' then import_mapping.mapping -> 'columns'
                    else v_mapping -> 'columns' end),
            saved_at = excluded.saved_at, account_id = excluded.account_id;
    perform audit_add('import.map', 'import_batch', v_batch.batch_id::text,
        jsonb_build_object('court_id', v_batch.court_id, 'mapping', v_mapping));
    return import_options(v_batch.court_id) || (
        select jsonb_build_object('document', encode(d.bytes, 'hex'), 'date', d.date)
        from import_document d where d.center_id = v_center and d.batch_id = v_batch.batch_id);
end $$;
grant execute on function duty.import_map(text, jsonb) to duty_app;
