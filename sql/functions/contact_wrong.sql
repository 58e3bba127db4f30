-- Somebody says that a message came to the wrong telephone or mailbox: nothing is sent there any more, the
-- address counts as unverified, and the coordinators are asked to find the right one.
create or replace function duty.contact_wrong(p_notice duty.notice) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    update contact set verified_at = null, verified_by = null
        where center_id = p_notice.center_id and channel = p_notice.channel
            and address = p_notice.address and verified_at is not null;
    perform suppress(p_notice.center_id, p_notice.channel, p_notice.address, 'wrong', p_notice.notice_id);
    perform task_open('contact.wrong', p_notice.person_id, p_notice.notice_id,
        jsonb_build_object('address', p_notice.address, 'channel', p_notice.channel));
    perform proof_add(p_notice.center_id, p_notice.notice_id, 'wrong',
        jsonb_build_object('happened_at', proof_at(duty.now())));
    perform audit_add('contact.wrong', 'notice', p_notice.notice_id::text,
        jsonb_build_object('channel', p_notice.channel));
end $$;
grant execute on function duty.contact_wrong(duty.notice) to duty_guard;
