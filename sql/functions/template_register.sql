-- Notes the text the operators have registered for a kind and language: from then on the Centre's text
-- has to say the same words. An empty text ends the registration. p_form: number, text, legal_basis.
create or replace function duty.template_register(p_key text, p_language text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_shipped constant notice_template := template_open(p_key, 'sms', p_language);
    v_today constant date := (select duty.today(zone) from center where center_id = v_center);
    v_body constant text := nullif(btrim(coalesce(p_form ->> 'text', '')), '');
begin
    perform write_lock();
    if not p_form ? 'text' then
        perform fail('error.field.required', p_field => 'text');
    end if;
    delete from template_registered where center_id = v_center and key = p_key
        and language = p_language and lower(valid) = v_today;
    update template_registered set valid = daterange(lower(valid), v_today)
        where center_id = v_center and key = p_key and language = p_language and valid @> v_today;
    if v_body is not null then
        insert into template_registered (center_id, key, language, number, body, legal_basis, valid,
                account_id)
            values (v_center, p_key, p_language, arg_text('number', p_form ->> 'number', 100, true),
                template_body('text', v_body, 1000),
                arg_text('legal_basis', p_form ->> 'legal_basis', 500, true),
                daterange(v_today, null), current_account());
    end if;
    perform audit_add('template.register', 'template', p_key, jsonb_build_object('language', p_language,
        'number', p_form ->> 'number', 'is_on', v_body is not null));
    return jsonb_build_object('key', p_key, 'channel', 'sms', 'language', p_language);
end $$;
grant execute on function duty.template_register(text, text, jsonb) to duty_app;
