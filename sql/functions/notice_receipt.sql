-- A gateway says what became of a message. Receipts come in any order, more than once, and before
-- our own record: delivered always wins; a failure counts only while nothing better is known and no
-- other attempt is on its way; that it was taken ends the doubt of an unknown one and spares the second
-- message. While an attempt is under way its receipt waits for the attempt's end, which notice_settle
-- judges by it: so every attempt ends, also when its daemon does not. A message of several notices
-- (carrier) speaks for each; of attempts under one token it speaks for the last.
create or replace function duty.notice_receipt(p_token text, p_kind text, p_detail text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_found boolean := false;
    v_nothing jsonb := '[]';
    v_state text;
    v_was constant text := coalesce(current_setting('app.center_id', true), '');
    v record;
begin
    if p_kind <> all (array['accepted', 'queued', 'delivered', 'failed', 'refused']) then
        perform fail('error.field.choice', p_field => 'kind', p_value => p_kind);
    end if;
    -- Their record may be under way: what goes with a carrier is seen once the carrier is free.
    perform from notice n where (n.center_id, n.notice_id) in (select a.center_id, a.notice_id
        from notice_attempt a where a.token = p_token or a.carrier = p_token)
        order by n.center_id, n.notice_id for update;
    for v in select a.center_id, a.notice_id, max(a.n) as n from notice_attempt a
            where a.token = p_token or a.carrier = p_token group by 1, 2 order by 1, 2 loop
        v_found := true;
        -- Locked before the receipt is kept, in the order every sender locks: notice first.
        perform from notice where center_id = v.center_id and notice_id = v.notice_id for update;
        insert into receipt (center_id, notice_id, n, kind, detail, received_at)
            values (v.center_id, v.notice_id, v.n, p_kind, left(coalesce(link_mask(p_detail), ''), 500), v_now)
            on conflict do nothing;
        update notice set state = f.state, answer_until = null, reason = null,
                sent_at = case when f.state = 'failed' then sent_at else coalesce(sent_at, v_now) end,
                ended_at = case when f.state <> 'sent' then v_now end
            from (select case when p_kind = 'delivered' then 'delivered'
                when p_kind in ('failed', 'refused') then 'failed' else 'sent' end as state) f
            where center_id = v.center_id and notice_id = v.notice_id and case f.state
                when 'delivered' then notice.state not in ('delivered', 'leased')
                when 'failed' then attempts = v.n and notice.state in ('sent', 'unknown')
                else attempts = v.n and notice.state in ('queued', 'held', 'unknown')
                    and exists (select from notice_attempt a where a.center_id = v.center_id
                        and a.notice_id = v.notice_id and a.n = v.n and a.outcome = 'unknown') end
            returning notice.state into v_state;
        if v_state = 'failed' then
            v_nothing := v_nothing || jsonb_build_object('center_id', v.center_id,
                'notice_id', v.notice_id);
        elsif v_state in ('sent', 'delivered') then -- whoever was asked about it need not see to it
            perform set_config('app.center_id', v.center_id::text, true);
            perform task_settle('notice.unknown', 'notice:' || v.notice_id),
                task_settle('notice.failed', 'notice:' || v.notice_id);
            perform set_config('app.center_id', v_was, true);
        end if;
    end loop;
    perform notice_onward(v_nothing);
    return jsonb_build_object('found', v_found);
end $$;
grant execute on function duty.notice_receipt(text, text, text) to duty_jobs;
