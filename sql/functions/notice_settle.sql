-- What becomes of leased notices whose last attempt has ended: sent, waiting for another try, failed
-- or, where twice is worse than never, unknown; what a receipt said meanwhile counts for more. One
-- statement for the whole batch.
-- p_ended: [{center_id, notice_id, n, outcome, code}]; p_at_once: try again now instead of backing
-- off. What a daemon gave back unsent because it was stopping is due at once as well.
create or replace function duty.notice_settle(p_ended jsonb, p_at_once boolean) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_backoff constant integer[] := notice_backoff();
    v_max constant integer := rule_value('notice.max_attempts');
    v_count integer;
begin
    with ended as (
        select n.center_id, n.notice_id, x.outcome, n.policy, n.attempts, n.deadline,
            v_now + case when p_at_once or x.code = 'stopping' then interval '0' else make_interval(secs =>
                v_backoff[least(n.attempts, cardinality(v_backoff))] * (0.9 + 0.2 * random())) end
                as next_due,
            exists (select from receipt r where r.center_id = n.center_id
                and r.notice_id = n.notice_id and r.kind = 'delivered') as is_delivered,
            exists (select from receipt r where r.center_id = n.center_id
                and r.notice_id = n.notice_id and r.n = x.n
                and r.kind in ('failed', 'refused')) as is_refused,
            n.series is not null and exists (select from notice o where o.center_id = n.center_id
                and o.series = n.series and o.notice_id > n.notice_id
                and o.state not in ('superseded', 'failed', 'expired')) as is_overtaken
        from jsonb_to_recordset(p_ended) x(center_id bigint, notice_id bigint, n integer,
            outcome text, code text)
        join notice n on n.center_id = x.center_id and n.notice_id = x.notice_id
        where n.state = 'leased' and n.attempts = x.n
    ), fate as (
        select *, case
            when is_delivered then 'delivered'
            when is_refused then 'failed'
            when outcome = 'ok' then 'sent'
            when outcome = 'permfail' then 'failed'
            when outcome = 'unknown' and policy = 'never' then 'unknown'
            when is_overtaken then 'superseded'
            when attempts >= v_max or next_due > deadline then
                case outcome when 'unknown' then 'unknown' else 'failed' end
            else 'queued' end as next_state
        from ended)
    update notice n set state = f.next_state, lease_pid = null, lease_until = null,
            due_at = case f.next_state when 'queued' then f.next_due else n.due_at end,
            sent_at = case when f.next_state in ('sent', 'delivered') then v_now else n.sent_at end,
            ended_at = case when f.next_state in ('delivered', 'failed', 'unknown', 'superseded')
                then v_now end
        from fate f where n.center_id = f.center_id and n.notice_id = f.notice_id;
    get diagnostics v_count = row_count;
    return v_count;
end $$;
grant execute on function duty.notice_settle(jsonb, boolean) to duty_jobs;
