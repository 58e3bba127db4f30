-- The number a rule has on a day; every statutory or adjustable number is asked for here.
create or replace function duty.rule_value(p_key text, p_day date default null) returns integer
language plpgsql stable as $$
declare
    v_value integer;
begin
    select value into v_value from duty.rule
        where key = p_key and valid @> coalesce(p_day, duty.now()::date);
    if v_value is null then
        perform duty.fail('error.rule_missing', 'DU409', p_value => p_key);
    end if;
    return v_value;
end $$;
grant execute on function duty.rule_value(text, date) to duty_app, duty_jobs, duty_guard;
