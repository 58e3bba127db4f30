-- What /me asks of a provider after a duty: the calls of the last days.
create or replace function duty.me_calls() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select call_duties(current_provider(), rule_value('ledger.call_days'))
$$;
grant execute on function duty.me_calls() to duty_app;
