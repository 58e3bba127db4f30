-- Records how a batch of attempts ended:
-- [{center_id, notice_id, n, outcome, code, detail, text, gateway, gateway_id}].
-- An attempt ends once. When a lease was taken back meanwhile, the attempt stays unknown; yet an ok
-- that comes late still spares the person the second message, if that has not been taken yet. The
-- personal link in a text is for its receiver alone: what is kept is that there was one.
create or replace function duty.notice_record(p_items jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_ended jsonb;
    v_count integer;
begin
    -- The notices are locked first and in order, as every sender does.
    perform from notice n
        join jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint)
            on x.center_id = n.center_id and x.notice_id = n.notice_id
        order by n.center_id, n.notice_id for update of n;
    with item as (
        select * from jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint, n integer,
            outcome text, code text, detail text, text text, gateway text, gateway_id text)
    ), closed as (
        update notice_attempt a set outcome = i.outcome, ended_at = v_now, code = i.code,
                detail = left(i.detail, 500),
                text = regexp_replace(i.text, '/(list/[A-Za-z0-9_-]{43}|a/[0-9a-f-]{32,100})',
                    '/…', 'g'),
                gateway = coalesce(i.gateway, ''), gateway_id = i.gateway_id
            from item i
            where a.center_id = i.center_id and a.notice_id = i.notice_id and a.n = i.n
                and a.outcome is null
            returning a.center_id, a.notice_id, a.n, a.outcome, a.code)
    select coalesce(jsonb_agg(to_jsonb(closed)), '[]') into v_ended from closed;
    v_count := notice_settle(v_ended, false);

    update notice n set state = 'sent', sent_at = v_now, ended_at = null
        from jsonb_to_recordset(p_items) i(center_id bigint, notice_id bigint, n integer,
                outcome text)
            join notice_attempt a using (center_id, notice_id, n)
        where i.outcome = 'ok' and a.outcome = 'unknown' and n.center_id = i.center_id
            and n.notice_id = i.notice_id and n.attempts = i.n and n.state in ('queued', 'unknown');
    return jsonb_build_object('recorded', v_count);
end $$;
grant execute on function duty.notice_record(jsonb) to duty_jobs;
