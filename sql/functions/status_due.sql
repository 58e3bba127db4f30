-- Up to p_n messages whose fate the gateway is to be asked for, those not asked for longest first, and
-- marks them as asked: first p_first_s seconds after they left, then every p_every_s, until p_until_s. Those
-- without its own name of the message only when it can be asked by ours (p_needs_id false). The walk stays
-- in one index, which loses what is told (gateway_receipt).
create or replace function duty.status_due(
    p_gateway text, p_n integer, p_first_s integer, p_every_s integer, p_until_s integer,
    p_needs_id boolean) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_due jsonb;
begin
    with due as (
        select a.center_id, a.notice_id, a.n
        from notice_attempt a
        where a.gateway = p_gateway and a.outcome in ('ok', 'unknown') and a.carrier is null
            and (a.gateway_id is not null or a.outcome = 'unknown') and not a.is_fate_known
            and (a.gateway_id is not null or not p_needs_id)
            and a.started_at between v_now - make_interval(secs => p_until_s)
                and v_now - make_interval(secs => p_first_s)
            and (a.asked_at is null or a.asked_at <= v_now - make_interval(secs => p_every_s))
        order by a.asked_at nulls first, a.started_at limit p_n for update skip locked
    ), asked as (
        update notice_attempt a set asked_at = v_now
            from due d where a.center_id = d.center_id and a.notice_id = d.notice_id and a.n = d.n
            returning a.center_id, a.notice_id, a.token, a.gateway_id)
    select jsonb_agg(jsonb_build_object('token', k.token, 'id', k.gateway_id, 'address', n.address))
        into v_due
        from asked k join notice n on n.center_id = k.center_id and n.notice_id = k.notice_id
        where n.state not in ('delivered', 'failed', 'superseded', 'expired');
    return coalesce(v_due, '[]');
end $$;
grant execute on function duty.status_due(text, integer, integer, integer, integer, boolean) to duty_jobs;
