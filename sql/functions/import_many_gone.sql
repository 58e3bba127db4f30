-- When a calendar has suddenly lost most of its hearings to come (import_is_many_gone), nothing is
-- cancelled: a person is asked.
create or replace function duty.import_many_gone(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    if coalesce((select (counts ->> 'many_gone')::boolean from import_batch
                where center_id = current_center() and batch_id = p_batch_id),
            import_is_many_gone(p_batch_id)) then
        update import_row set verdict = 'conflict' where center_id = current_center()
            and batch_id = p_batch_id and verdict = 'cancelled' and digest = 'gone';
    end if;
end $$;
grant execute on function duty.import_many_gone(bigint) to duty_app;
