-- The form of one text. Saved as another version when it carries the mark of the preview it was shown
-- with (demand_seen); otherwise nothing is kept and the page with the preview comes back.
create or replace function duty.template_put(
    p_key text, p_channel text, p_language text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_shipped constant notice_template := template_open(p_key, p_channel, p_language);
    v_body constant text := template_body('wording', p_form ->> 'wording', 4000);
    v_subject constant text := case when p_channel = 'mail'
        then arg_text('headline', p_form ->> 'headline', 300, true) else '' end;
    v_differs jsonb;
    v_seen text;
    v record;
begin
    perform write_lock();
    select * into v from notice_text(v_center, p_key, p_channel, p_language);
    perform template_check(p_key, 'headline', v_subject);
    perform template_check(p_key, 'wording', v_body);
    v_differs := template_differs(v_body, v.registered ->> 'body');
    if v_differs is not null then
        perform fail('error.template.registered', p_field => 'wording',
            p_value => v_differs ->> 'ours', p_args => v_differs);
    elsif (v.subject, btrim(v.body, E'\n')) = (v_subject, v_body) then
        perform fail('error.template.same', p_field => 'wording');
    end if;
    v_seen := demand_seen('{}', jsonb_build_array(v.version, v_subject, v_body));
    if p_form ->> 'seen' is distinct from v_seen then
        return jsonb_build_object('me', session_me(), 'page', template_form(p_key, p_channel, p_language)
            || jsonb_build_object('form', p_form,
                'texts', template_texts(p_key, p_channel, p_language, v_subject, v_body),
                'preview', jsonb_build_object('seen', v_seen)));
    end if;
    return template_store(p_key, p_channel, p_language, v_subject, v_body);
end $$;
grant execute on function duty.template_put(text, text, text, jsonb) to duty_app;
