-- A wall time as 07:30, 7h30, 7g30 or 7h; empty is null.
create or replace function duty.arg_time(
    p_field text, p_value text, p_required boolean default false) returns time
language plpgsql stable as $$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_part text[] := regexp_match(v_text, '^(\d{1,2})\s*[:hg]\s*(\d{2})?$', 'i');
begin
    if v_text is null then
        return null;
    end if;
    if v_part is null or v_part[1]::integer > 23 or coalesce(v_part[2], '0')::integer > 59 then
        perform duty.fail('error.field.time', p_field => p_field, p_value => v_text);
    end if;
    return make_time(v_part[1]::integer, coalesce(v_part[2], '0')::integer, 0);
end $$;
grant execute on function duty.arg_time(text, text, boolean) to duty_app;
