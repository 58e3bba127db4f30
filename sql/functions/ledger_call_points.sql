-- What calls taken on a duty of that day are worth: so much for each, and so much for each hour.
create or replace function duty.ledger_call_points(p_calls integer, p_minutes integer, p_day date)
    returns integer
language sql stable as $$
    select round(p_calls * duty.rule_value('ledger.call_points', p_day)
        + p_minutes * duty.rule_value('ledger.call_hour_points', p_day) / 60.0)::integer
$$;
grant execute on function duty.ledger_call_points(integer, integer, date) to duty_app;
