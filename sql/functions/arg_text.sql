-- A form's text: trimmed, composed (NFC), at most p_max letters; empty is null.
create or replace function duty.arg_text(
    p_field text, p_value text, p_max integer, p_required boolean default false) returns text
language plpgsql stable as $$
declare
    v_text text := nullif(btrim(normalize(p_value, NFC), E' \t\r\n'), '');
begin
    if v_text is null then
        if p_required then
            perform duty.fail('error.field.required', p_field => p_field);
        end if;
        return null;
    end if;
    if length(v_text) > p_max then
        perform duty.fail('error.field.too_long', p_field => p_field, p_value => v_text,
            p_args => jsonb_build_object('max', p_max));
    end if;
    if v_text ~ '[\x01-\x1f\x7f]' then
        perform duty.fail('error.field.text', p_field => p_field, p_value => v_text);
    end if;
    return v_text;
end $$;
grant execute on function duty.arg_text(text, text, integer, boolean) to duty_app, duty_guard;
