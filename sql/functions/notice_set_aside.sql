-- Of notices about to be claimed, locked by the caller: those that may not leave now wait, and say why.
-- suppressed: the address takes nothing, they have failed. quiet: what lay for a minute or more may have
-- come into hours at which nobody is written to. throttle: ordinary ones to a person who got enough within
-- the hour (notice.person_per_hour), unless they would come too late. Returns those that have failed:
-- [{center_id, notice_id}].
create or replace function duty.notice_set_aside(p_centers bigint[], p_ids bigint[]) returns jsonb
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan
    set enable_seqscan = off as $$
declare
    v_now constant timestamptz := duty.now();
    v_most constant integer := rule_value('notice.person_per_hour');
    v_urgent constant integer := rule_value('notice.urgent_priority');
    v_quiet bigint[];  -- Centres where it is a quiet hour
    v_barred bigint[]; -- and those with addresses that take nothing
    v_failed jsonb;
begin
    select array_agg(c) into v_quiet from (select distinct c from unnest(p_centers) c) x
        where notice_quiet_until(c, null, '', v_now, v_now + interval '7 days') > v_now;
    select array_agg(distinct center_id) into v_barred from suppression
        where center_id = any (p_centers) and ended_at is null;
    -- Most of the time there is nothing to judge but how much the receivers of ordinary ones got.
    with candidate as (
        select n.*, case when n.priority < v_urgent and n.person_id is not null then row_number() over (
                partition by n.center_id, n.person_id, n.channel, n.priority < v_urgent
                order by n.priority desc, n.deadline, n.notice_id) end as turn
        from unnest(p_centers, p_ids) i(center_id, notice_id)
        join notice n on n.center_id = i.center_id and n.notice_id = i.notice_id
        where n.priority < v_urgent or n.center_id = any (v_quiet) or n.center_id = any (v_barred)
    ), judged as (
        select c.center_id, c.notice_id, c.deadline,
            c.center_id = any (v_barred) and suppressed(c.center_id, c.channel::text, c.address)
                as is_suppressed,
            case when c.center_id = any (v_quiet) and c.person_id is not null
                    and (c.due_at < v_now - interval '1 minute' or c.reason is not null) then
                notice_quiet_until(c.center_id, c.person_id, c.template, v_now,
                    notice_known_by(c.params, c.deadline)) end as quiet_until,
            case when c.turn > v_most - l.n then v_now + interval '1 hour' when c.turn is not null then (
                select s.sent_at + interval '1 hour' from notice s
                where s.center_id = c.center_id and s.person_id = c.person_id and s.channel = c.channel
                    and s.sent_at > v_now - interval '1 hour'
                order by s.sent_at desc offset v_most - l.n - c.turn limit 1) end as free_at
        from candidate c
        left join lateral (select count(*) as n from notice s where c.turn is not null
            and s.center_id = c.center_id and s.person_id = c.person_id and s.channel = c.channel
            and s.state = 'leased' and s.priority < v_urgent) l on true
    ), aside as (
        update notice n set state = case when j.is_suppressed then 'failed' else 'held' end,
                ended_at = case when j.is_suppressed then v_now end,
                reason = case when j.is_suppressed then 'suppressed'
                    when j.quiet_until > v_now then 'quiet' else 'throttle' end,
                due_at = case when j.is_suppressed then n.due_at
                    else greatest(nullif(j.quiet_until, v_now), j.free_at) end
            from judged j
            where n.center_id = j.center_id and n.notice_id = j.notice_id and (j.is_suppressed
                or j.quiet_until > v_now or j.free_at > v_now and j.free_at < j.deadline)
            returning n.center_id, n.notice_id, n.state)
    select coalesce(jsonb_agg(jsonb_build_object('center_id', center_id, 'notice_id', notice_id))
            filter (where state = 'failed'), '[]')
        into v_failed from aside;
    return v_failed;
end $$;
grant execute on function duty.notice_set_aside(bigint[], bigint[]) to duty_jobs;
