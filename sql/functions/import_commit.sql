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
    v_change hearing_change;
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
    update import_batch set state = 'committed', committed_at = duty.now()
        where center_id = v_center and batch_id = v_batch;
    -- Only now: from here on the Centre's other writers wait, log-ins too.
    for v_change in select g.* from import_row r join hearing_change g
        on g.center_id = r.center_id and g.hearing_id = r.hearing_id and g.batch_id = v_batch
        where r.center_id = v_center and r.batch_id = v_batch order by r.n
    loop
        perform audit_add('hearing.' || v_change.severity, 'hearing', v_change.hearing_id::text,
            jsonb_build_object('before', v_change.before - 'subject',
                'after', v_change.after - 'subject'));
    end loop;
    v_counts := import_counts(v_batch) || jsonb_build_object('told', v_told);
    perform audit_add('import.commit', 'import_batch', v_batch::text, v_counts);
    return v_counts || jsonb_build_object('batch_id', v_batch);
end $$;
grant execute on function duty.import_commit(text) to duty_app;
