-- Ends a batch that was applied: its counts, and one audit row for the whole of it.
create or replace function duty.import_close(p_batch_id bigint, p_told integer) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_counts constant jsonb := import_counts(p_batch_id) || jsonb_build_object('told', p_told);
begin
    update import_batch set state = 'committed', committed_at = duty.now(),
            counts = v_counts || jsonb_build_object('left_out', coalesce(counts -> 'left_out', '0'))
                || jsonb_strip_nulls(jsonb_build_object('done', counts -> 'done')),
            sheets = import_plain_sheets(sheets)
        where center_id = v_center and batch_id = p_batch_id;
    -- From here on the Centre's log-ins wait.
    perform audit_add('import.commit', 'import_batch', p_batch_id::text,
        v_counts || import_changed(p_batch_id));
    return v_counts || jsonb_build_object('batch_id', p_batch_id);
end $$;
grant execute on function duty.import_close(bigint, integer) to duty_app;
