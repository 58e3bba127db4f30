-- Leases whose time is over or whose daemon is gone: nobody knows whether the message left, so the
-- attempt ends as unknown, and the notice's policy says what then. A connection that broke is no proof
-- that its daemon is gone: its leases get notice.lost_seconds more, in which it takes them up again by
-- this same call. p_held: what the caller has in its hands, [[center_id, notice_id, n]], held anew for
-- p_lease_s. Also what waited for an answer long enough goes on (notice_onward).
create or replace function duty.notice_reclaim(p_held jsonb default '[]', p_lease_s integer default 90)
    returns jsonb
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_custom_plan
    set enable_seqscan = off as $$
declare
    v_now constant timestamptz := duty.now();
    v_lost_at constant timestamptz := v_now + make_interval(secs => rule_value('notice.lost_seconds'));
    v_ended jsonb;
    v_count integer;
begin
    update notice n set lease_pid = pg_backend_pid(), lease_until = v_now + make_interval(secs => p_lease_s)
        from (select (i -> 0)::bigint as center_id, (i -> 1)::bigint as notice_id, (i -> 2)::integer as n
              from jsonb_array_elements(p_held) i order by 1, 2) i
        cross join lateral ( -- by key, also while the statistics are of a time when there were few
            select h.ctid as place, h.state, h.attempts from notice h
            where h.center_id = i.center_id and h.notice_id = i.notice_id
            offset 0 for update skip locked) h
        where n.ctid = h.place and h.state = 'leased' and h.attempts = i.n;
    update notice set lease_until = v_lost_at
        where (center_id, notice_id) in (select center_id, notice_id from notice
            where state = 'leased' and lease_until > v_lost_at
                and lease_pid not in (select pid from pg_stat_activity)
            for update skip locked);
    with lost as (
        select center_id, notice_id, attempts from notice
        where state = 'leased' and lease_until < v_now
        for update skip locked
    ), closed as (
        update notice_attempt a set outcome = 'unknown', ended_at = v_now, code = 'lost'
            from lost
            cross join lateral (
                select t.ctid as place from notice_attempt t
                where t.center_id = lost.center_id and t.notice_id = lost.notice_id
                    and t.n = lost.attempts and t.outcome is null offset 0) t
            where a.ctid = t.place
            returning a.center_id, a.notice_id, a.n, a.outcome)
    select coalesce(jsonb_agg(to_jsonb(closed)), '[]') into v_ended from closed;
    v_count := notice_settle(v_ended, true);
    with asked as (
        update notice set answer_until = null
            where (center_id, notice_id) in (select center_id, notice_id from notice
                where answer_until <= v_now order by answer_until limit 100 for update skip locked)
            returning center_id, notice_id)
    select coalesce(jsonb_agg(to_jsonb(asked)), '[]') into v_ended from asked;
    perform notice_onward(v_ended);
    return jsonb_build_object('reclaimed', v_count);
end $$;
grant execute on function duty.notice_reclaim(jsonb, integer) to duty_jobs;
