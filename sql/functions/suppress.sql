-- From here on nothing is sent to this address of a Centre, until a coordinator says it may be
-- (contact_save: lift). p_reason: bounce (mail came back), refused (the relay would not take it for this
-- address) or wrong (somebody said it is not theirs). p_notice: whose message showed it, or null.
-- Returns whether that is new.
create or replace function duty.suppress(
    p_center bigint, p_channel text, p_address text, p_reason text, p_notice bigint) returns boolean
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_id bigint;
begin
    insert into suppression (center_id, channel, address, reason, notice_id, created_at)
        values (p_center, p_channel, lower(p_address), p_reason, p_notice, duty.now())
        on conflict (center_id, channel, address) where ended_at is null do nothing
        returning suppression_id into v_id;
    if v_id is null then
        return false;
    end if;
    perform audit_add('suppress.add', 'suppression', v_id::text,
        jsonb_build_object('channel', p_channel, 'reason', p_reason, 'notice_id', p_notice), p_center);
    return true;
end $$;
alter function duty.suppress(bigint, text, text, text, bigint) owner to duty_guard;
grant execute on function duty.suppress(bigint, text, text, text, bigint) to duty_app, duty_jobs;
