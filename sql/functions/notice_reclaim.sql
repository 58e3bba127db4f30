-- Leases whose time is over or whose daemon is gone: nobody knows whether the message left, so the
-- attempt ends as unknown, and the notice's policy says whether twice or never is worse.
create or replace function duty.notice_reclaim() returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_ended jsonb;
begin
    with lost as (
        select center_id, notice_id, attempts from notice
        where state = 'leased' and (lease_until < v_now
            or lease_pid not in (select pid from pg_stat_activity))
        for update skip locked
    ), closed as (
        update notice_attempt a set outcome = 'unknown', ended_at = v_now, code = 'lost'
            from lost where a.center_id = lost.center_id and a.notice_id = lost.notice_id
                and a.n = lost.attempts and a.outcome is null
            returning a.center_id, a.notice_id, a.n, a.outcome)
    select coalesce(jsonb_agg(to_jsonb(closed)), '[]') into v_ended from closed;
    return jsonb_build_object('reclaimed', notice_settle(v_ended, true));
end $$;
grant execute on function duty.notice_reclaim() to duty_jobs;
