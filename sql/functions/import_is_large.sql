-- Whether the good rows of a batch are too many for one transaction: other writers of the Centre would
-- wait for more than a second.
create or replace function duty.import_is_large(p_batch_id bigint) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select count(*) > 1000 from import_row
    where center_id = current_center() and batch_id = p_batch_id and verdict <> 'bad'
$$;
grant execute on function duty.import_is_large(bigint) to duty_app;
