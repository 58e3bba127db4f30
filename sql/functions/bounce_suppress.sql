-- Nothing goes to this mail address any more, and a coordinator is asked to see to it: once, however
-- many mails come back. p_reason: bounce or refused.
create or replace function duty.bounce_suppress(
    p_center bigint, p_notice bigint, p_person bigint, p_address text, p_reason text) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_was constant text := coalesce(current_setting('app.center_id', true), '');
begin
    if suppress(p_center, 'mail', p_address, p_reason, p_notice) then
        perform set_config('app.center_id', p_center::text, true);
        perform task_open('contact.bounced', p_person, p_notice,
            jsonb_build_object('channel', 'mail', 'reason', p_reason, 'address', p_address));
        perform set_config('app.center_id', v_was, true);
    end if;
end $$;
grant execute on function duty.bounce_suppress(bigint, bigint, bigint, text, text)
    to duty_jobs, duty_guard;
