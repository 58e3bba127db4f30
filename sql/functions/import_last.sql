-- The last batch of a source that counts; all null when it never sent any.
create or replace function duty.import_last(p_door text, p_source bigint) returns duty.import_batch
language sql stable set search_path = duty, pg_temp as $$
    select b from import_batch b
    where center_id = current_center() and door = p_door
        and coalesce(source_id, 0) = coalesce(p_source, 0) and state in ('committed', 'undone')
    order by batch_id desc limit 1
$$;
grant execute on function duty.import_last(text, bigint) to duty_app;
