-- A gateway says what became of a message. Receipts come in any order, more than once, and before
-- our own record: delivered always wins; a failure counts only while nothing better is known and no
-- other attempt is on its way. While an attempt is under way its receipt waits for the attempt's
-- end, which notice_settle judges by it: so every attempt ends, also when its daemon does not.
create or replace function duty.notice_receipt(p_token text, p_kind text, p_detail text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v notice_attempt;
begin
    if p_kind <> all (array['accepted', 'queued', 'delivered', 'failed', 'refused']) then
        perform fail('error.field.choice', p_field => 'kind', p_value => p_kind);
    end if;
    select * into v from notice_attempt where token = p_token;
    if not found then
        return jsonb_build_object('found', false);
    end if;
    -- Locked before the receipt is kept, in the order every sender locks: notice first.
    perform from notice where center_id = v.center_id and notice_id = v.notice_id for update;
    insert into receipt (center_id, notice_id, n, kind, detail, received_at)
        values (v.center_id, v.notice_id, v.n, p_kind, left(coalesce(p_detail, ''), 500), v_now)
        on conflict do nothing;
    if p_kind = 'delivered' then
        update notice set state = 'delivered', sent_at = coalesce(sent_at, v_now), ended_at = v_now
            where center_id = v.center_id and notice_id = v.notice_id
                and state not in ('delivered', 'leased');
    elsif p_kind in ('failed', 'refused') then
        update notice set state = 'failed', ended_at = v_now
            where center_id = v.center_id and notice_id = v.notice_id and attempts = v.n
                and state in ('sent', 'unknown');
    end if;
    return jsonb_build_object('found', true);
end $$;
grant execute on function duty.notice_receipt(text, text, text) to duty_jobs;
