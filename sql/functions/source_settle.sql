-- Writes down how a visit ended, gives its lease back, and says when the next one is due. A server that
-- asks to be left alone for longer (Retry-After, RFC 9110 section 10.2.3; at most a day) is. Answer
-- later: our own database was too busy to take the calendar in. That says nothing of the address:
-- nothing is written down, and it is asked again after a minute (rule source.again_seconds).
create or replace function duty.source_settle(p_lease text, p_answer jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_is_good constant boolean := p_answer ->> 'answer' in ('taken', 'same');
    v_later constant interval :=
        make_interval(secs => least(coalesce((p_answer ->> 'retry_after_s')::integer, 0), 86400));
begin
    if p_answer ->> 'answer' = 'later' then
        update calendar_source set lease = null, lease_until = null, lease_pid = null,
                next_at = v_now + make_interval(secs => rule_value('source.again_seconds'))
            where lease = p_lease;
        return;
    end if;
    update calendar_source set lease = null, lease_until = null, lease_pid = null, tried_at = v_now,
            answer = p_answer ->> 'answer', status = nullif((p_answer ->> 'status')::integer, 0),
            reason = nullif(p_answer -> 'reason', 'null'),
            good_at = case when v_is_good then v_now else good_at end,
            failures = case when v_is_good then 0 else failures + 1 end,
            failing_since = case when v_is_good then null else coalesce(failing_since, v_now) end,
            next_at = v_now + greatest(v_later,
                source_wait(case when v_is_good then 0 else failures + 1 end))
        where lease = p_lease;
    if not found then
        perform fail('error.conflict', 'DU409'); -- the visit took too long, or the address changed
    end if;
end $$;
grant execute on function duty.source_settle(text, jsonb) to duty_app, duty_jobs;
