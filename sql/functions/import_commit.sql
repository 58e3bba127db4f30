-- Applies a previewed list, all of it or nothing, through the same door as the form. When hearings
-- changed since the preview so that a row would do something else than was shown, it is refused.
create or replace function duty.import_commit(p_batch_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
    v_shown jsonb;
    v_counts jsonb;
    v_told integer := 0;
    v import_row;
begin
    perform write_lock();
    perform import_open(v_batch);
    select jsonb_agg(jsonb_build_array(n, verdict, hearing_id, fields -> 'was') order by n)
        into v_shown from import_row where center_id = v_center and batch_id = v_batch;
    perform import_match(v_batch);
    if v_shown is distinct from (
            select jsonb_agg(jsonb_build_array(n, verdict, hearing_id, fields -> 'was') order by n)
            from import_row where center_id = v_center and batch_id = v_batch) then
        perform fail('error.import.stale', 'DU409');
    end if;
    for v in select * from import_row where center_id = v_center and batch_id = v_batch
        and verdict in ('new', 'changed') order by n
    loop
        v_told := v_told + import_apply(v);
    end loop;
    perform demand_follow();
    update import_batch set state = 'committed', committed_at = duty.now()
        where center_id = v_center and batch_id = v_batch;
    v_counts := import_counts(v_batch) || jsonb_build_object('told', v_told);
    -- One row for the whole list, at its end: from here on the Centre's log-ins wait.
    perform audit_add('import.commit', 'import_batch', v_batch::text, v_counts || jsonb_build_object(
        'changes', (
            select coalesce(jsonb_agg(jsonb_build_object('hearing_id', g.hearing_id,
                'severity', g.severity, 'before', g.before - 'subject', 'after', g.after - 'subject')
                order by r.n), '[]')
            from import_row r
            join hearing_change g on g.center_id = r.center_id and g.hearing_id = r.hearing_id
                and g.batch_id = v_batch
            where r.center_id = v_center and r.batch_id = v_batch)));
    return v_counts || jsonb_build_object('batch_id', v_batch);
end $$;
grant execute on function duty.import_commit(text) to duty_app;
