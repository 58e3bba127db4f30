-- A coming day as people write it: 3/12, 3-12-2026, 3 12 26, 03122026, ngày 3 tháng 12, 2026-12-03.
-- Without a year it is the next such day, p_today included; empty is null.
create or replace function duty.arg_day(
    p_field text, p_value text, p_today date, p_required boolean default false) returns date
language plpgsql stable as $$
declare
    v_text constant text := duty.arg_text(p_field, p_value, 40, p_required);
    v_part text[] := coalesce(
        regexp_match(v_text, '^(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+|\s+)(\d{1,2})'
            || '(?:(?:\s*[/.-]\s*|\s+năm\s+|\s+)(\d{4}|\d{2}))?$', 'i'),
        regexp_match(v_text, '^(\d{2})(\d{2})(\d{4}|\d{2})?$'));
    v_year integer := extract(year from p_today);
begin
    if v_part is null then
        return duty.arg_date(p_field, p_value, p_required);
    elsif v_part[3] is not null then
        v_year := right('20' || v_part[3], 4)::integer;
    elsif (v_part[2]::integer, v_part[1]::integer)
            < (extract(month from p_today), extract(day from p_today)) then
        v_year := v_year + 1;
    end if;
    return duty.arg_date(p_field, format('%s/%s/%s', v_part[1], v_part[2], v_year));
exception when sqlstate 'DU422' then
    perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    return null;
end $$;
grant execute on function duty.arg_day(text, text, date, boolean) to duty_app;
