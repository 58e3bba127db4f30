-- A month as 2026-12; its first day, or null when empty.
create or replace function duty.arg_month(
    p_field text, p_value text, p_required boolean default false) returns date
language plpgsql stable as $$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
begin
    if v_text !~ '^2[01]\d\d-(0[1-9]|1[0-2])$' then
        perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    end if;
    return (v_text || '-01')::date;
end $$;
grant execute on function duty.arg_month(text, text, boolean) to duty_app;
