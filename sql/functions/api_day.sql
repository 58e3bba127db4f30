-- A day in a program's question; empty is null.
create or replace function duty.api_day(p_field text, p_value text) returns date
language plpgsql stable as $$
begin
    if coalesce(p_value, '') = '' then
        return null;
    end if;
    if not duty.api_is_date(p_value) then
        perform duty.fail('error.api.date', p_field => p_field, p_value => p_value);
    end if;
    return p_value::date;
end $$;
grant execute on function duty.api_day(text, text) to duty_app;
