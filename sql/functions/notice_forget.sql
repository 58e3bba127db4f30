-- Forgets what is of no use and was no evidence, notice.forget_days after it ended: links nobody opened and
-- codes that checked an address, some thousands a day. What was opened, confirmed or answered stays. Done
-- by the clock.
create or replace function duty.notice_forget() returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_before constant timestamptz := duty.now() - make_interval(days => rule_value('notice.forget_days'));
begin
    if not job_due('notice_forget') then
        return;
    end if;
    delete from link where ctid = any (array(select ctid from link where center_id = current_center()
        and expires_at < v_before and opened_at is null and used_at is null limit 10000));
    delete from contact_code where ctid = any (array(select ctid from contact_code
        where center_id = current_center() and expires_at < v_before limit 10000));
end $$;
alter function duty.notice_forget() owner to duty_guard;
grant execute on function duty.notice_forget() to duty_jobs;
