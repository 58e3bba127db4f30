-- Keeps how a gateway does, as the daemon that calls found: failures in a row, and for how long nothing
-- is sent there.
create or replace function duty.notice_gateway(
    p_name text, p_channel text, p_failures integer, p_rest_ms bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
begin
    insert into gateway_state as g (name, channel, failures, failing_since, resting_until, changed_at)
        values (p_name, p_channel::channel, p_failures, case when p_failures > 0 then v_now end,
            case when p_rest_ms > 0 then v_now + p_rest_ms * interval '1 ms' end, v_now)
        on conflict (name) do update set channel = excluded.channel, failures = excluded.failures,
            failing_since = case when p_failures > 0 then coalesce(g.failing_since, v_now) end,
            resting_until = excluded.resting_until, changed_at = v_now;
end $$;
grant execute on function duty.notice_gateway(text, text, integer, bigint) to duty_jobs;
