-- Does what a batch would do, and ends it. p_is_watched: a row that cannot be applied undoes
-- everything; else it is bad and the others stand.
create or replace function duty.import_run(p_batch_id bigint, p_is_watched boolean) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    return import_finish(p_batch_id, import_rows(p_batch_id, p_is_watched));
end $$;
grant execute on function duty.import_run(bigint, boolean) to duty_app;
