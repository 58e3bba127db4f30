-- Locks up to p_n notices of a channel that are ready to leave, in the order in which they leave: most urgent
-- first, of these the earliest deadline, and none that is not the first of its series. It walks the index
-- notice_ready and stops: not knowing the number, the planner might rather sort, which is forbidden.
create or replace function duty.notice_due(p_n integer, p_channel text)
    returns table (center_id bigint, notice_id bigint, bundle boolean)
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan
    set enable_sort = off set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
    v_now constant timestamptz := duty.now();
begin
    return query select n.center_id, n.notice_id, n.bundle from notice n
        where n.state = 'queued' and n.channel = p_channel::channel and n.due_at <= v_now
            and (n.series is null or not exists (
                select from notice o where o.center_id = n.center_id and o.series = n.series
                    and o.notice_id < n.notice_id and o.state in ('queued', 'leased', 'held')))
        order by n.channel, n.priority desc, n.deadline
        limit p_n for update of n skip locked;
end $$;
grant execute on function duty.notice_due(integer, text) to duty_jobs;
