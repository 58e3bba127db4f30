-- What becomes of leased notices whose last attempt has ended: sent, waiting for another try, failed
-- or, where twice is worse than never, unknown; what a receipt said meanwhile counts for more, and what a
-- newer one has overtaken, or is no longer so (notice_is_over), is not sent again. One
-- statement for the whole batch. What has come to nothing goes on (notice_onward).
-- p_ended: [{center_id, notice_id, n, outcome, code, gateway, is_idempotent, wait_s}]; p_at_once: try
-- again now instead of backing off. What a daemon gave back unsent (code stopping, resting) was no try.
create or replace function duty.notice_settle(p_ended jsonb, p_at_once boolean) returns integer
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_custom_plan
    set enable_seqscan = off as $$
declare
    v_now constant timestamptz := duty.now();
    v_backoff constant integer[] := notice_backoff();
    v_max constant integer := rule_value('notice.max_attempts');
    v_answer constant interval := make_interval(mins => rule_value('notice.unknown_minutes'));
    v_nothing jsonb;
    v_count integer;
begin
    with ended as (
        select n.*, o.place, x.outcome, x.gateway as used, x.is_idempotent, x.code,
            coalesce(x.code in ('stopping', 'resting'), false) as is_given_back,
            v_now + case when p_at_once or x.code = 'stopping' then interval '0'
                when x.code = 'resting' then make_interval(secs => coalesce(x.wait_s, 1))
                else make_interval(secs => v_backoff[least(n.attempts - n.given_back,
                    cardinality(v_backoff))] * (0.9 + 0.2 * random())) end as next_due,
            r.*,
            case when x.outcome = 'ok' then false
                when n.series is not null then exists (select from notice o
                    where o.center_id = n.center_id and o.series = n.series
                        and o.notice_id > n.notice_id
                        and o.state not in ('superseded', 'failed', 'expired'))
                else notice_is_over(o.whole) end as is_overtaken
        from jsonb_to_recordset(p_ended) x(center_id bigint, notice_id bigint, n integer,
            outcome text, code text, gateway text, is_idempotent boolean, wait_s integer)
        cross join lateral ( -- by key, as in notice_record
            select o as whole, o.ctid as place from notice o
            where o.center_id = x.center_id and o.notice_id = x.notice_id offset 0) o
        cross join lateral (select (o.whole).*) n
        cross join lateral (
            select coalesce(bool_or(r.kind = 'delivered'), false) as is_delivered,
                coalesce(bool_or(r.n = x.n and r.kind in ('failed', 'refused')), false) as is_refused,
                coalesce(bool_or(r.n = x.n and r.kind in ('accepted', 'queued')), false) as is_taken
            from receipt r where r.center_id = n.center_id and r.notice_id = n.notice_id) r
        where n.state = 'leased' and n.attempts = x.n
    ), fate as (
        select *, case
            when is_delivered then 'delivered'
            when is_refused then 'failed'
            when outcome = 'ok' or outcome = 'unknown' and is_taken then 'sent'
            when outcome = 'permfail' then 'failed'
            when outcome = 'unknown' and policy <> 'twice' and is_idempotent is not true then 'unknown'
            when is_overtaken then 'superseded'
            when is_given_back then case when next_due > v_now then 'held' else 'queued' end
            when attempts - given_back >= v_max or next_due > deadline then
                case outcome when 'unknown' then 'unknown' else 'failed' end
            when next_due > v_now then 'held'
            else 'queued' end as next_state
        from ended
    ), waiting as (
        select *, case when next_state = 'held' and person_id is not null and not is_given_back then
            notice_quiet_until(center_id, person_id, template, next_due,
                notice_known_by(params, deadline))
            else next_due end as wakes_at
        from fate
    ), settled as (
        update notice n set state = w.next_state, lease_pid = null, lease_until = null,
                gateway = coalesce(nullif(w.used, ''), n.gateway),
                given_back = n.given_back + w.is_given_back::integer,
                due_at = case when w.next_state in ('queued', 'held')
                    then least(w.wakes_at, n.deadline) else n.due_at end,
                reason = case when w.next_state in ('queued', 'held') then
                    case when w.code = 'resting' then 'gateway' when w.wakes_at > w.next_due then 'quiet'
                        when not w.is_given_back then 'retry' end end,
                sent_at = case when w.next_state in ('sent', 'delivered') then v_now else n.sent_at end,
                ended_at = case when w.next_state in ('delivered', 'failed', 'unknown', 'superseded')
                    then v_now end,
                answer_until = case when w.next_state = 'unknown' and n.policy = 'query'
                    then v_now + v_answer end
            from waiting w where n.ctid = w.place
            returning n.center_id, n.notice_id, n.state, n.answer_until)
    select count(*), jsonb_agg(jsonb_build_object('center_id', center_id, 'notice_id', notice_id))
            filter (where state = 'failed' or state = 'unknown' and answer_until is null)
        into v_count, v_nothing from settled;
    perform notice_onward(v_nothing);
    return v_count;
end $$;
grant execute on function duty.notice_settle(jsonb, boolean) to duty_jobs;
