-- Takes in what the parser read from a court's list and says of each row what it would do. Nothing
-- is changed yet. court_id: the court of the whole list, empty when each row names its own.
create or replace function duty.import_preview(
    p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_court bigint := case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id) end;
    v_batch bigint;
begin
    if v_court is not null and not exists (select from org_unit
            where center_id = v_center and org_id = v_court and kind = 'court') then
        perform fail('error.field.choice', p_field => 'court_id', p_value => p_court_id);
    end if;
    insert into import_batch (center_id, court_id, filename, sha256, state, sheets, created_at,
            account_id)
        values (v_center, v_court, left(coalesce(arg_text('filename', p_filename, 1000), '-'), 300),
            p_sha256, 'preview', coalesce(p_parsed -> 'sheets', '[]'), duty.now(),
            current_account())
        returning batch_id into v_batch;
    insert into import_row (center_id, batch_id, n, sheet, row_no, fields, errors, verdict)
        select v_center, v_batch, r.n, coalesce(r.row ->> 'sheet', ''),
            coalesce((r.row ->> 'row')::integer, r.n::integer), checked.fields, checked.errors,
            case checked.errors when '[]' then 'new' else 'bad' end
        from jsonb_array_elements(coalesce(p_parsed -> 'rows', '[]')) with ordinality r(row, n)
        cross join lateral import_check(v_court, r.row) checked;
    -- A list with rows of other courts too belongs to none of them: a clerk reads whole lists.
    update import_batch set court_id = null
        where center_id = v_center and batch_id = v_batch and exists (
            select from import_row where center_id = v_center and batch_id = v_batch
                and (fields ->> 'court_id')::bigint <> v_court);
    perform import_match(v_batch);
    perform audit_add('import.preview', 'import_batch', v_batch::text,
        import_counts(v_batch) || jsonb_build_object('sha256', p_sha256));
    return jsonb_build_object('batch_id', v_batch);
end $$;
grant execute on function duty.import_preview(text, text, text, jsonb) to duty_app;
