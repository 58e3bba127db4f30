-- One of the given words; empty is the default, null when there is none.
create or replace function duty.arg_choice(
    p_field text, p_value text, p_choices text[], p_default text default null) returns text
language plpgsql stable as $$
declare
    v_text text := coalesce(duty.arg_text(p_field, p_value, 100), p_default);
begin
    if v_text <> all (p_choices) then
        perform duty.fail('error.field.choice', p_field => p_field, p_value => v_text);
    end if;
    return v_text;
end $$;
grant execute on function duty.arg_choice(text, text, text[], text) to duty_app;
