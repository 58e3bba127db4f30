-- A telephone number in E.164, as phone_number reads it. A mobile number with eleven digits is refused
-- with the ten that replaced it in 2018.
create or replace function duty.arg_phone(
    p_field text, p_value text, p_required boolean default false) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_text constant text := arg_text(p_field, p_value, 40, p_required);
    v_number constant text := phone_number(v_text);
    v_range constant phone_range := phone_range_of(v_number);
begin
    if v_text is null then
        return null;
    end if;
    if v_range.kind = 'old' then
        perform fail('error.field.phone_old', p_field => p_field, p_value => v_text,
            p_args => jsonb_build_object('number', '0' || substr(v_range.becomes, 4)
                || substr(v_number, length(v_range.prefix) + 1)));
    elsif v_number is null then
        perform fail('error.field.phone', p_field => p_field, p_value => v_text);
    end if;
    return v_number;
end $$;
grant execute on function duty.arg_phone(text, text, boolean) to duty_app;
