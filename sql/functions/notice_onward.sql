-- For notices that have come to nothing ([{center_id, notice_id}]): a mail's address that was refused takes
-- no more (bounce_refused); the person's next channel, or a task for the coordinators (notice_next). What
-- fails for one stops no other, nor the record of the sending.
create or replace function duty.notice_onward(p_ended jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
begin
    for v in select * from jsonb_to_recordset(p_ended) x(center_id bigint, notice_id bigint)
            order by 1, 2 loop
        begin
            perform bounce_refused(v.center_id, v.notice_id);
            perform notice_next(v.center_id, v.notice_id);
        exception
            when deadlock_detected or serialization_failure or lock_not_available then
                raise; -- the whole record is tried again
            when others then
                raise warning 'notice_next of notice %: % %', v.notice_id, sqlstate, sqlerrm;
        end;
    end loop;
end $$;
grant execute on function duty.notice_onward(jsonb) to duty_jobs;
