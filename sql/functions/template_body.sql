-- A form's text of several lines: composed (NFC), line ends as one character, nothing at its ends.
create or replace function duty.template_body(p_field text, p_value text, p_max integer) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_text constant text := btrim(replace(normalize(p_value, NFC), E'\r\n', E'\n'), E' \t\n');
begin
    if coalesce(v_text, '') = '' then
        perform fail('error.field.required', p_field => p_field);
    elsif length(v_text) > p_max then
        perform fail('error.field.too_long', p_field => p_field, p_value => v_text,
            p_args => jsonb_build_object('max', p_max));
    elsif v_text ~ '[\x01-\x08\x0b-\x1f\x7f]' then
        perform fail('error.field.text', p_field => p_field, p_value => v_text);
    end if;
    return v_text;
end $$;
grant execute on function duty.template_body(text, text, integer) to duty_app;
