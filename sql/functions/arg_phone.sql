-- A telephone number in E.164. Vietnamese writings (0901…, 84901…, 0084901…) come to +84901….
create or replace function duty.arg_phone(
    p_field text, p_value text, p_required boolean default false) returns text
language plpgsql stable as $$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_number text := regexp_replace(v_text, '[\s().-]', '', 'g');
begin
    if v_text is null then
        return null;
    end if;
    v_number := regexp_replace(v_number, '^(00|\+)', '+');
    v_number := regexp_replace(v_number, '^0', '+84');
    v_number := regexp_replace(v_number, '^84(?=\d{9,10}$)', '+84');
    v_number := regexp_replace(v_number, '^\+840', '+84');
    if v_number !~ '^\+[1-9][0-9]{7,14}$' then
        perform duty.fail('error.field.phone', p_field => p_field, p_value => v_text);
    end if;
    return v_number;
end $$;
grant execute on function duty.arg_phone(text, text, boolean) to duty_app;
