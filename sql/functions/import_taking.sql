-- The batch of a source that is being taken in part by part; null when there is none.
create or replace function duty.import_taking(p_door text, p_source bigint) returns bigint
language sql stable set search_path = duty, pg_temp as $$
    select batch_id from import_batch
    where center_id = current_center() and door = p_door and source_id = p_source
        and state = 'taking'
$$;
grant execute on function duty.import_taking(text, bigint) to duty_app;
