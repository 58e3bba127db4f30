-- Brings what one address was mailed of an event up to it: asks, tells what changed, or takes back. What
-- still waits is superseded; what has left, or may have, is what the person knows: moved and moved
-- back before the mail left sends nothing, the answer to the one before still holds, and nobody hears
-- of the end of what they never heard of. Who wants no invitations any more (not p_wants) is still
-- told what becomes of those sent. An address the person has no longer (not p_is_own) is told once
-- that the event goes on without it. Asked again after that, at the same address, the event counts on:
-- a calendar program takes nothing that is not newer than the cancellation it has (RFC 5546 2.1.4).
create or replace function duty.invite_turn(
    p_invite duty.invite, p_event jsonb, p_wants boolean, p_is_own boolean) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_is_on constant boolean := p_event ->> 'status' = 'CONFIRMED' and p_is_own;
    v_is_elsewhere constant boolean := p_event ->> 'status' = 'CONFIRMED' and not p_is_own;
    v_sequence constant integer := (p_event ->> 'sequence')::integer;
    v_ahead integer := p_invite.sequence_ahead;
    v_event jsonb := p_event || case when v_is_elsewhere then '{"status": "GONE"}' else '{}' end::jsonb;
    v_told jsonb;
    v_knows boolean;
    v_is_same boolean;
    v invite;
begin
    -- Locked in the order the senders lock them (notice_record).
    perform from notice where center_id = p_invite.center_id and series = 'invite:' || p_invite.invite_id
        and state in ('queued', 'held', 'leased') order by notice_id for update;
    update notice set state = 'superseded', ended_at = duty.now()
        where center_id = p_invite.center_id and series = 'invite:' || p_invite.invite_id
            and state in ('queued', 'held');
    v_told := invite_told(p_invite.invite_id);
    -- A cancellation that may not have arrived leaves the event in the calendar.
    v_knows := coalesce(v_told ->> 'method' = 'REQUEST' or not (v_told ->> 'is_certain')::boolean, false);
    v_is_same := v_is_on and v_knows and (v_told ->> 'is_certain')::boolean
        and (v_told -> 'event') - array['sequence', 'changed'] = v_event - array['sequence', 'changed'];
    if v_is_on and v_told ->> 'method' = 'CANCEL' then
        v_ahead := greatest(v_ahead, (v_told #>> '{event,sequence}')::integer + 1 - v_sequence);
    end if;
    v_event := v_event || jsonb_build_object('sequence', v_sequence + v_ahead);
    v := p_invite;
    v.event := case when v_is_same then v_told -> 'event' else v_event end;
    update invite set event = v.event, sequence = (v.event ->> 'sequence')::integer,
            sequence_ahead = v_ahead, is_cancelled = not v_is_on, ends_at = (p_event ->> 'ends_at')::timestamptz,
            mails = mails + 1, changed_at = duty.now()
        where center_id = v.center_id and invite_id = v.invite_id returning * into v;
    if v_is_on and not v_is_same and (v_knows or p_wants) then
        perform invite_mail(v, 'REQUEST', case when v_knows then 'update' else 'request' end);
    elsif not v_is_on and v_knows then
        perform invite_mail(v, 'CANCEL', case when v_is_elsewhere then 'elsewhere' else 'cancel' end);
    end if;
end $$;
grant execute on function duty.invite_turn(duty.invite, jsonb, boolean, boolean) to duty_guard;
