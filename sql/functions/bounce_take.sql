-- Takes in one report on a mail of ours (RFC 3464): {center_id, notice_id, action, status, diagnostic}. The
-- daemon has checked that the address it came to is one it made for this notice; the report's own word
-- on whom it is about counts for nothing. Failed: a receipt, and when the address is at fault
-- (bounce_is_hard) nothing goes there any more. Delayed: no more than a receipt. Returns {verdict}: hard,
-- failed, delayed, delivered; known: it is here already; none: there is no such mail. Like any receipt it
-- waits for the notice alone, not for who plans (write_lock): the senders wait behind it.
create or replace function duty.bounce_take(p_report jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_action constant text := p_report ->> 'action';
    v_kind constant text := case v_action when 'failed' then 'failed' when 'delayed' then 'queued'
        when 'delivered' then 'delivered' when 'relayed' then 'accepted' when 'expanded' then 'accepted' end;
    v_is_hard constant boolean := v_action = 'failed' and bounce_is_hard(p_report ->> 'status');
    v record;
begin
    perform set_config('app.center_id', p_report ->> 'center_id', true);
    select n.person_id, n.address, a.n, a.token into v
        from notice n
        cross join lateral (select t.n, t.token from notice_attempt t
            where t.center_id = n.center_id and t.notice_id = n.notice_id
                and coalesce(t.outcome, 'ok') in ('ok', 'unknown') -- it may have arrived
            order by t.n desc limit 1) a
        where n.center_id = current_center() and n.channel = 'mail'
            and n.notice_id = (p_report ->> 'notice_id')::bigint
        for update of n;
    if not found or v_kind is null then
        return jsonb_build_object('verdict', 'none');
    end if;
    if exists (select from receipt where center_id = current_center() and n = v.n and kind = v_kind
            and notice_id = (p_report ->> 'notice_id')::bigint) then
        return jsonb_build_object('verdict', 'known');
    end if;
    -- The notice first, then the chain of the history, as every sender locks them.
    perform notice_receipt(v.token, v_kind, concat_ws(' ', p_report ->> 'status', p_report ->> 'diagnostic'));
    if v_is_hard then
        perform bounce_suppress(current_center(), (p_report ->> 'notice_id')::bigint, v.person_id, v.address,
            'bounce');
    end if;
    return jsonb_build_object('verdict', case when v_is_hard then 'hard' else v_action end);
end $$;
grant execute on function duty.bounce_take(jsonb) to duty_jobs;
