-- Ends a batch whose taking was broken off: what of it is in stays and can be taken back, the rest
-- comes with the source's next document, whatever its bytes.
create or replace function duty.import_break_off(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    delete from import_waiting where center_id = current_center() and batch_id = p_batch_id;
    update import_batch set sha256 = repeat('0', 64)
        where center_id = current_center() and batch_id = p_batch_id;
    perform import_finish(p_batch_id, coalesce((select (counts ->> 'told')::integer from import_batch
        where center_id = current_center() and batch_id = p_batch_id), 0));
end $$;
grant execute on function duty.import_break_off(bigint) to duty_app;
