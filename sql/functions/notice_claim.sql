-- Leases up to p_n notices of a channel that are ready, most urgent first and of these the earliest
-- deadline, and opens an attempt for each; commit before sending. p_channel null: of every channel. Other
-- senders' rows are skipped, and so is what is not the first of its series: a cancellation waits until its
-- invitation has left. With one that may be bundled come the others to the same person that may, beyond
-- p_n; those with the same 'bundle' make one message. Links are made here, so that they are nowhere but in
-- the message. 'again': the token of the last attempt that may have arrived, for gateways that know a
-- token; that one goes alone, for the token stands for its text.
create or replace function duty.notice_claim(p_n integer, p_lease_s integer, p_channel text default null)
    returns jsonb
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan
    set enable_seqscan = off as $$
declare
    v_now constant timestamptz := duty.now();
    v_centers bigint[];
    v_ids bigint[];
    v_has_bundle boolean;
    v_claimed jsonb;
begin
    if p_channel is null then
        return notice_claim(p_n, p_lease_s, 'sms') || notice_claim(p_n, p_lease_s, 'mail');
    end if;
    perform notice_wake(p_channel);
    select array_agg(center_id), array_agg(notice_id), bool_or(bundle)
        into v_centers, v_ids, v_has_bundle from notice_due(p_n, p_channel);
    if v_ids is null then
        return '[]';
    end if;
    if v_has_bundle then
        select v_centers || array_agg(m.center_id), v_ids || array_agg(m.notice_id)
            into v_centers, v_ids from notice_bundle_mates(v_centers, v_ids) m;
    end if;
    perform notice_onward(notice_set_aside(v_centers, v_ids));
    with leased as (
        update notice n set state = 'leased', attempts = n.attempts + 1, reason = null,
                lease_pid = pg_backend_pid(), lease_until = v_now + make_interval(secs => p_lease_s)
            from unnest(v_centers, v_ids) i(center_id, notice_id)
            where n.center_id = i.center_id and n.notice_id = i.notice_id and n.state = 'queued'
            returning n.*, n as whole, replace(gen_random_uuid()::text, '-', '') as token
    ), opened as (
        insert into notice_attempt (center_id, notice_id, n, token, gateway, started_at)
            select center_id, notice_id, attempts, token, '', v_now from leased
    ), text as materialized (
        select k.*, t.*, t.subject || t.body as words,
            t.subject || t.body ~ 'wrong_link|unsubscribe_link|code_sent' as links,
            t.subject || t.body ~ 'confirm_link|reply_|call_number' as asks
        from (select distinct center_id, template, channel, language from leased) k
        cross join lateral notice_text(k.center_id, k.template, k.channel::text, k.language::text) t)
    select jsonb_agg(jsonb_build_object('center_id', l.center_id, 'notice_id', l.notice_id,
            'n', l.attempts, 'token', l.token, 'channel', l.channel, 'address', l.address,
            'language', l.language, 'template', l.template, 'subject', t.subject, 'body', t.body,
            'registered', t.registered, 'deadline_s',
            greatest(0, extract(epoch from l.deadline - v_now)::bigint), 'params', l.params
                || case when l.params ? 'list_id' then jsonb_build_object('link',
                    list_link_new(l.center_id, (l.params ->> 'list_id')::bigint)) else '{}' end
                || case when t.links or t.asks and exists (select from hearing_confirm f
                    where f.center_id = l.center_id and f.ended_at is null
                        and f.hearing_id = (l.params ->> 'hearing_id')::bigint)
                    then notice_links(l.whole, t.words) else '{}' end)
            || case when l.bundle and t.registered is null and u.token is null then jsonb_build_object('bundle',
                concat_ws(' ', l.person_id, l.language, l.address)) else '{}' end
            || case when u.token is not null then jsonb_build_object('again', u.token,
                'gateway', u.gateway, 'bound', l.policy <> 'twice') else '{}' end
            order by l.priority desc, l.deadline, l.notice_id)
        into v_claimed
        from leased l
        left join text t on t.center_id = l.center_id and t.template = l.template
            and t.channel = l.channel and t.language = l.language
        left join lateral (
            select a.token, a.gateway from notice_attempt a
            where a.center_id = l.center_id and a.notice_id = l.notice_id and a.n < l.attempts
                and a.outcome = 'unknown' and a.carrier is null
            order by a.n desc limit 1) u on l.attempts > 1;
    return coalesce(v_claimed, '[]');
end $$;
grant execute on function duty.notice_claim(integer, integer, text) to duty_jobs;
