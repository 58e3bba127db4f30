-- Records how a batch of attempts ended:
-- [{center_id, notice_id, n, outcome, code, detail, text, gateway, gateway_id}], and where they apply
-- token (it went under that of an earlier attempt), carrier (token of the message it went with),
-- is_idempotent (its gateway knows the token, so sending again is safe) and wait_s (given back: no
-- gateway takes it before).
-- An attempt ends once. When a lease was taken back meanwhile, the attempt stays unknown; yet an ok
-- that comes late still spares the person the second message, if that has not been taken yet. The
-- personal links in a text are for its receiver alone: what is kept is that there were some.
create or replace function duty.notice_record(p_items jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_custom_plan
    set enable_seqscan = off as $$
declare
    v_now constant timestamptz := duty.now();
    v_ended jsonb;
    v_has_carried boolean;
    v_count integer;
begin
    -- The notices are locked first and in order, as every sender does.
    perform n.place from (select distinct center_id, notice_id
            from jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint)
            order by center_id, notice_id) x
        cross join lateral ( -- by key, also while the statistics are of a time when there were few
            select n.ctid as place from notice n
            where n.center_id = x.center_id and n.notice_id = x.notice_id for update) n;
    with item as (
        select * from jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint, n integer,
            outcome text, code text, detail text, text text, gateway text, gateway_id text, token text,
            carrier text, is_idempotent boolean, wait_s integer)
    ), closed as (
        update notice_attempt a set outcome = i.outcome, ended_at = v_now, code = i.code,
                detail = left(link_mask(i.detail), 500), text = link_mask(i.text),
                gateway = coalesce(i.gateway, ''), gateway_id = i.gateway_id,
                token = coalesce(i.token, a.token), carrier = i.carrier
            from item i
            cross join lateral (
                select t.ctid as place from notice_attempt t
                where t.center_id = i.center_id and t.notice_id = i.notice_id and t.n = i.n
                    and t.outcome is null offset 0) t
            where a.ctid = t.place
            returning a.center_id, a.notice_id, a.n, a.outcome, a.code, a.gateway, a.carrier,
                i.is_idempotent, i.wait_s)
    select coalesce(jsonb_agg(to_jsonb(closed) - 'carrier'), '[]'), bool_or(carrier is not null)
        into v_ended, v_has_carried from closed;
    if v_has_carried then -- what was reported of the message before this counts for all it carries
        insert into receipt (center_id, notice_id, n, kind, detail, received_at)
            select x.center_id, x.notice_id, x.n, r.kind, r.detail, r.received_at
            from jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint, n integer, carrier text)
            join notice_attempt a on a.token = x.carrier
            join receipt r on r.center_id = a.center_id and r.notice_id = a.notice_id and r.n = a.n
            on conflict do nothing;
    end if;
    v_count := notice_settle(v_ended, false);
    if jsonb_array_length(v_ended) < jsonb_array_length(p_items) then
        update notice n set state = 'sent', sent_at = v_now, ended_at = null, answer_until = null
            from jsonb_to_recordset(p_items) i(center_id bigint, notice_id bigint, n integer,
                    outcome text)
                join notice_attempt a using (center_id, notice_id, n)
            where i.outcome = 'ok' and a.outcome = 'unknown' and n.center_id = i.center_id
                and n.notice_id = i.notice_id and n.attempts = i.n
                and n.state in ('queued', 'held', 'unknown');
    end if;
    return jsonb_build_object('recorded', v_count);
end $$;
grant execute on function duty.notice_record(jsonb) to duty_jobs;
