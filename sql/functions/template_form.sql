-- The form of one text: what it says now, the values it may use, the shipped words to go back to, the
-- registered ones it has to say, and its earlier versions.
create or replace function duty.template_form(p_key text, p_channel text, p_language text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_shipped constant notice_template := template_open(p_key, p_channel, p_language);
    v_zone text;
    v record;
begin
    select zone into v_zone from center where center_id = v_center;
    select * into v from notice_text(v_center, p_key, p_channel, p_language);
    return jsonb_build_object('key', p_key, 'channel', p_channel, 'language', p_language,
        'is_mail', p_channel = 'mail', 'version', v.version, 'is_own', v.version > 0,
        'form', jsonb_build_object('headline', v.subject, 'wording', v.body),
        'shipped', jsonb_build_object('subject', v_shipped.subject, 'body', v_shipped.body),
        'params', (select to_jsonb(params) from notice_kind where key = p_key),
        'registered', v.registered, 'differs', template_differs(v.body, v.registered ->> 'body'),
        'texts', template_texts(p_key, p_channel), 'sms_price', rule_value('notice.sms_price'),
        'languages', options(array['vi', 'km', 'en']), 'can_write', may('policy.write'),
        'versions', (select coalesce(jsonb_agg(jsonb_build_object('version', x.version,
                'at', wall(x.made_at at time zone v_zone), 'by', n.full_name, 'body', x.body)
                order by x.version desc), '[]')
            from template_version x
            left join account a on a.center_id = x.center_id and a.account_id = x.account_id
            left join person n on n.center_id = a.center_id and n.person_id = a.person_id
            where x.center_id = v_center and x.key = p_key and x.channel = p_channel
                and x.language = p_language));
end $$;
grant execute on function duty.template_form(text, text, text) to duty_app;
