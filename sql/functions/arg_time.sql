-- A wall time as 07:30, 7h30, 7g30, 7.30, 730, 7h, 7 giờ 30 or 1h30 chiều; empty is null.
create or replace function duty.arg_time(
    p_field text, p_value text, p_required boolean default false) returns time
language plpgsql stable as $$
declare
    v_text constant text := duty.arg_text(p_field, p_value, 40, p_required);
    v_part constant text[] := coalesce(
        regexp_match(v_text, '^(\d{1,2})\s*(?:[:hg]|giờ)\s*(\d{2})?(?:\s*phút)?\s*(sáng|chiều)?$', 'i'),
        regexp_match(v_text, '^(\d{1,2})[.]?(\d{2})$'));
    v_hour integer := v_part[1];
    v_minute constant integer := coalesce(v_part[2], '0');
begin
    if v_text is null then
        return null;
    end if;
    if lower(v_part[3]) = 'chiều' and v_hour < 12 then
        v_hour := v_hour + 12;
    end if;
    if v_hour is null or v_hour > 23 or v_minute > 59 then
        perform duty.fail('error.field.time', p_field => p_field, p_value => v_text);
    end if;
    return make_time(v_hour, v_minute, 0);
end $$;
grant execute on function duty.arg_time(text, text, boolean) to duty_app;
