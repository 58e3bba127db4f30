-- What follows when the rows of a batch are applied: its conflicts for the queue, what its door has now
-- said of each hearing, courts nobody knows, its counts.
create or replace function duty.import_finish(p_batch_id bigint, p_told integer) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform import_raise(p_batch_id);
    perform import_heard(p_batch_id);
    perform import_courts(p_batch_id);
    perform demand_follow();
    delete from import_document where center_id = current_center() and batch_id = p_batch_id;
    return import_close(p_batch_id, p_told);
end $$;
grant execute on function duty.import_finish(bigint, integer) to duty_app;
