-- A date as 2026-12-31 or 31/12/2026; empty is null.
create or replace function duty.arg_date(
    p_field text, p_value text, p_required boolean default false) returns date
language plpgsql stable as $$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_part text[];
begin
    if v_text is null then
        return null;
    end if;
    v_part := regexp_match(v_text, '^(\d{4})-(\d{1,2})-(\d{1,2})$');
    if v_part is null then
        v_part := regexp_match(v_text, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$');
        v_part := array[v_part[3], v_part[2], v_part[1]];
    end if;
    if v_part[1]::integer between 2000 and 2199 then
        return make_date(v_part[1]::integer, v_part[2]::integer, v_part[3]::integer);
    end if;
    perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    return null;
exception when datetime_field_overflow then
    perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    return null;
end $$;
grant execute on function duty.arg_date(text, text, boolean) to duty_app;
