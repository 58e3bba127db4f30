-- Keeps a text as the newest version; p_body null: from now on the shipped one.
create or replace function duty.template_store(p_key text, p_channel text, p_language text,
    p_subject text, p_body text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_version constant integer := 1 + coalesce((select max(version) from template_version
        where center_id = current_center() and key = p_key and channel = p_channel
            and language = p_language), 0);
begin
    insert into template_version (center_id, key, channel, language, version, subject, body, account_id,
            made_at)
        values (current_center(), p_key, p_channel, p_language, v_version, p_subject, p_body,
            current_account(), duty.now());
    perform audit_add(case when p_body is null then 'template.reset' else 'template.save' end, 'template',
        p_key, jsonb_build_object('channel', p_channel, 'language', p_language, 'version', v_version));
    return jsonb_build_object('key', p_key, 'channel', p_channel, 'language', p_language);
end $$;
grant execute on function duty.template_store(text, text, text, text, text) to duty_app;
