-- Keeps what the parser read as a batch, each row checked by itself (import_match goes on). p_court:
-- the court of the whole list, null when each row names its own. p_is_whole: it is all there is, so
-- what it leaves out is cancelled. p_keep_same: keep the rows that say again what they said before.
create or replace function duty.import_new(
    p_door text, p_source bigint, p_court bigint, p_name text[], p_parsed jsonb,
    p_is_whole boolean, p_keep_same boolean) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_batch bigint;
begin
    if p_court is not null and not exists (select from org_unit
            where center_id = v_center and org_id = p_court and kind = 'court') then
        perform fail('error.field.choice', p_field => 'court_id', p_value => p_court::text);
    end if;
    insert into import_batch (center_id, court_id, filename, sha256, state, sheets, created_at,
            account_id, door, source_id, is_whole)
        values (v_center, p_court, left(coalesce(arg_text('filename', p_name[1], 1000), ''), 300),
            p_name[2], 'preview', coalesce(p_parsed -> 'sheets', '[]'), duty.now(),
            current_account(), p_door, p_source, p_is_whole)
        returning batch_id into v_batch;
    perform import_inherit(p_door, p_source), import_read(v_batch, p_parsed, p_keep_same);
    -- A list with rows of other courts too belongs to none of them: a clerk reads whole lists.
    update import_batch set court_id = null
        where center_id = v_center and batch_id = v_batch and exists (
            select from import_row where center_id = v_center and batch_id = v_batch
                and (fields ->> 'court_id')::bigint <> p_court);
    return v_batch;
end $$;
grant execute on function duty.import_new(text, bigint, bigint, text[], jsonb, boolean, boolean)
    to duty_app;
