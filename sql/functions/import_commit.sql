-- Applies a previewed list, all of it or nothing, through the same door as the form. When hearings
-- changed since the preview so that a row would do something else than was shown, it is refused.
create or replace function duty.import_commit(p_batch_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
    v_shown jsonb;
begin
    perform write_lock();
    perform import_open(v_batch);
    v_shown := import_shown(v_batch);
    perform import_match(v_batch);
    if v_shown is distinct from import_shown(v_batch) then
        perform fail('error.import.stale', 'DU409');
    end if;
    return import_run(v_batch, true);
end $$;
grant execute on function duty.import_commit(text) to duty_app;
