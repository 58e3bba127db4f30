-- Writes down how a visit to an own calendar ended, as source_settle does. What was read at the last
-- good visit stays. Of a reason only its key is kept: its value may hold the calendar's own words.
create or replace function duty.busy_settle(p_lease text, p_answer jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_is_good constant boolean := p_answer ->> 'answer' in ('taken', 'same');
    v_later constant interval :=
        make_interval(secs => least(coalesce((p_answer ->> 'retry_after_s')::integer, 0), 86400));
begin
    if p_answer ->> 'answer' = 'later' then
        update busy_source set lease = null, lease_until = null, lease_pid = null,
                next_at = v_now + make_interval(secs => rule_value('source.again_seconds'))
            where lease = p_lease;
        return;
    end if;
    update busy_source set lease = null, lease_until = null, lease_pid = null, tried_at = v_now,
            answer = p_answer ->> 'answer', status = nullif((p_answer ->> 'status')::integer, 0),
            reason = p_answer #>> '{reason,key}',
            good_at = case when v_is_good then v_now else good_at end,
            failures = case when v_is_good then 0 else failures + 1 end,
            failing_since = case when v_is_good then null else coalesce(failing_since, v_now) end,
            next_at = v_now + greatest(v_later,
                source_wait(case when v_is_good then 0 else failures + 1 end))
        where lease = p_lease;
    if not found then
        perform fail('error.conflict', 'DU409'); -- it took too long, or the calendar was taken back
    end if;
end $$;
grant execute on function duty.busy_settle(text, jsonb) to duty_jobs;
