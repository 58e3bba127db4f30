-- Whether a mailed answer (reply_take) can be believed and still means something: taken; otherwise
-- sender (it came from another address), attendee (it speaks of somebody else), event (of something
-- else), over, or older: it answers hours that have changed since, or was written before another answer.
create or replace function duty.reply_judge(p_invite duty.invite, p_reply jsonb) returns text
language sql stable set search_path = duty, pg_temp as $$
    select case
        when lower(p_reply ->> 'from') is distinct from lower(p_invite.address) then 'sender'
        when lower(p_reply ->> 'attendee') is distinct from lower(p_invite.address) then 'attendee'
        when p_reply ->> 'uid' is distinct from p_invite.uid then 'event'
        when p_invite.is_cancelled or p_invite.ends_at <= duty.now() then 'over'
        when (p_reply ->> 'sequence')::integer is distinct from p_invite.sequence
            or exists (select from invite_answer a where a.center_id = p_invite.center_id
                and a.invite_id = p_invite.invite_id and a.sequence = p_invite.sequence
                and a.way = 'mail' and a.verdict = 'taken'
                and a.stamped_at > (p_reply ->> 'stamped_at')::timestamptz) then 'older'
        else 'taken' end
$$;
grant execute on function duty.reply_judge(duty.invite, jsonb) to duty_guard;
