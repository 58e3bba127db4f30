-- Takes in what the parser read from a court's list and says of each row what it would do. Nothing
-- is changed yet. court_id: the court of the whole list, empty when each row names its own. is_whole:
-- 'yes' when it is the court's whole calendar, so that a hearing missing from it is cancelled.
-- document: the bytes in hex, kept while the preview is, to be read again with other columns.
create or replace function duty.import_preview(
    p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb, p_door text default 'file',
    p_source bigint default null, p_is_whole text default '', p_document text default '',
    p_date text default '') returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_court constant bigint := case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id) end;
    v_is_calendar constant boolean := p_parsed ->> 'format' = 'ics';
    v_batch constant bigint := import_new(case when v_is_calendar then 'ics' else p_door end,
        coalesce(p_source, case when v_is_calendar then v_court end), v_court,
        array[p_filename, p_sha256], p_parsed,
        arg_choice('is_whole', p_is_whole, array['yes', 'no'], 'no') = 'yes', true);
begin
    perform import_match(v_batch);
    if p_document <> '' and not v_is_calendar then
        insert into import_document
            values (current_center(), v_batch, decode(p_document, 'hex'), p_date);
    end if;
    perform audit_add('import.preview', 'import_batch', v_batch::text,
        import_counts(v_batch) || jsonb_build_object('sha256', p_sha256));
    return jsonb_build_object('batch_id', v_batch);
end $$;
grant execute on function duty.import_preview(text, text, text, jsonb, text, bigint, text, text, text)
    to duty_app;
