-- Throws a preview away, and the document it was read from.
create or replace function duty.import_discard(p_batch_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
begin
    perform import_open(v_batch);
    update import_batch set state = 'discarded'
        where center_id = current_center() and batch_id = v_batch;
    delete from import_document where center_id = current_center() and batch_id = v_batch;
    perform audit_add('import.discard', 'import_batch', v_batch::text, '{}');
    return null;
end $$;
grant execute on function duty.import_discard(text) to duty_app;
