-- What happened to a message, in the order it happened: written, each attempt, receipts, opened, answered,
-- the end. step: the key of a sentence; the rest is what it names.
create or replace function duty.message_steps(p_notice duty.notice, p_zone text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(x.step || jsonb_build_object('at', wall(x.at at time zone p_zone))
        order by x.at, x.rank), '[]')
    from (
        select p_notice.created_at as at, 0 as rank, jsonb_build_object('step', 'written') as step
        union all
        select a.started_at, 1, jsonb_build_object('step', 'begun', 'n', a.n) from notice_attempt a
        where a.center_id = p_notice.center_id and a.notice_id = p_notice.notice_id
        union all
        select a.ended_at, 2, jsonb_build_object('step', 'outcome', 'outcome', a.outcome, 'n', a.n,
            'gateway', a.gateway, 'gateway_id', a.gateway_id, 'code', a.code, 'detail', a.detail)
        from notice_attempt a where a.center_id = p_notice.center_id
            and a.notice_id = p_notice.notice_id and a.outcome is not null
        union all
        select r.received_at, 3, jsonb_build_object('step', 'receipt', 'receipt', r.kind, 'n', r.n,
            'detail', r.detail)
        from receipt r where r.center_id = p_notice.center_id and r.notice_id = p_notice.notice_id
        union all
        select l.opened_at, 4, jsonb_build_object('step', 'opened', 'client', l.client) from link l
        where l.center_id = p_notice.center_id and l.notice_id = p_notice.notice_id
            and l.opened_at is not null
        union all
        select (e.data ->> 'happened_at')::timestamptz, 5, jsonb_build_object('step', e.kind,
            'means', e.data ->> 'means')
        from proof e where e.center_id = p_notice.center_id and e.notice_id = p_notice.notice_id
            and e.kind in ('confirmed', 'wrong', 'unsubscribed')) x
$$;
grant execute on function duty.message_steps(duty.notice, text) to duty_app;
