-- A telephone number in E.164 that takes texts: landlines are refused with a sentence of their own.
create or replace function duty.arg_mobile(
    p_field text, p_value text, p_required boolean default false) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_number constant text := arg_phone(p_field, p_value, p_required);
    v_kind constant text := (phone_range_of(v_number)).kind;
begin
    if v_number like '+84%' and v_kind is distinct from 'mobile' then
        perform fail(case v_kind when 'landline' then 'error.field.phone_landline'
            else 'error.field.phone' end, p_field => p_field, p_value => p_value);
    end if;
    return v_number;
end $$;
grant execute on function duty.arg_mobile(text, text, boolean) to duty_app;
