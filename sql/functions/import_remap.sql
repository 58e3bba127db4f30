-- A preview's document was read again with its columns named: its rows take the place of the old ones.
create or replace function duty.import_remap(p_batch_id text, p_parsed jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
begin
    perform import_open(v_batch);
    delete from import_row where center_id = current_center() and batch_id = v_batch;
    update import_batch set sheets = coalesce(p_parsed -> 'sheets', '[]')
        where center_id = current_center() and batch_id = v_batch;
    perform import_read(v_batch, p_parsed, true), import_match(v_batch);
    return jsonb_build_object('batch_id', v_batch);
end $$;
grant execute on function duty.import_remap(text, jsonb) to duty_app;
