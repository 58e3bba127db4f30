-- Leases up to p_n notices that are due, most urgent first, and opens an attempt for each; commit
-- before sending. Those past their deadline expire instead. Other senders' rows are skipped, and so is
-- what is not the first of its series: a cancellation waits until its invitation has left. A mail
-- with a list gets its personal link here, so that it is nowhere but in that mail.
create or replace function duty.notice_claim(p_n integer, p_lease_s integer) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_claimed jsonb;
begin
    update notice set state = 'expired', ended_at = v_now
        where (center_id, notice_id) in (select center_id, notice_id from notice
            where state = 'queued' and deadline < v_now
            order by deadline limit 1000 for update skip locked);
    with due as (
        select center_id, notice_id from notice
        where state = 'queued' and due_at <= v_now and (series is null or not exists (
            select from notice o where o.center_id = notice.center_id and o.series = notice.series
                and o.notice_id < notice.notice_id and o.state in ('queued', 'leased', 'held')))
        order by priority desc, due_at limit p_n for update skip locked
    ), leased as (
        update notice n set state = 'leased', attempts = n.attempts + 1,
                lease_pid = pg_backend_pid(), lease_until = v_now + make_interval(secs => p_lease_s)
            from due where n.center_id = due.center_id and n.notice_id = due.notice_id
            returning n.*
    ), opened as (
        insert into notice_attempt (center_id, notice_id, n, token, gateway, started_at)
            select center_id, notice_id, attempts, replace(gen_random_uuid()::text, '-', ''), '',
                v_now from leased
            returning center_id, notice_id, n, token)
    select jsonb_agg(jsonb_build_object('center_id', l.center_id, 'notice_id', l.notice_id,
            'n', l.attempts, 'token', o.token, 'channel', l.channel, 'address', l.address,
            'language', coalesce(own.language, 'vi'), 'template', l.template,
            'subject', coalesce(own.subject, vi.subject), 'body', coalesce(own.body, vi.body),
            'params', l.params || case when l.params ? 'list_id' then jsonb_build_object('link',
                list_link_new(l.center_id, (l.params ->> 'list_id')::bigint)) else '{}' end,
            'deadline_s', greatest(0, extract(epoch from l.deadline - v_now)::bigint))
            order by l.priority desc, l.due_at)
        into v_claimed
        from leased l
        join opened o on o.center_id = l.center_id and o.notice_id = l.notice_id
        left join notice_template own on own.key = l.template and own.channel = l.channel
            and own.language = l.language
        left join notice_template vi on vi.key = l.template and vi.channel = l.channel
            and vi.language = 'vi';
    return coalesce(v_claimed, '[]');
end $$;
grant execute on function duty.notice_claim(integer, integer) to duty_jobs;
