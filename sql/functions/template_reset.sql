-- Goes back to the shipped text of this kind, channel and language; earlier versions stay on record. A
-- registered text that says something else keeps the Centre's.
create or replace function duty.template_reset(p_key text, p_channel text, p_language text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_shipped constant notice_template := template_open(p_key, p_channel, p_language);
    v record;
begin
    perform write_lock();
    select * into v from notice_text(current_center(), p_key, p_channel, p_language);
    if v.version = 0 then
        perform fail('error.template.same', 'DU409');
    elsif template_differs(v_shipped.body, v.registered ->> 'body') is not null then
        perform fail('error.template.registered', 'DU409',
            p_args => template_differs(v_shipped.body, v.registered ->> 'body'));
    end if;
    return template_store(p_key, p_channel, p_language, '', null);
end $$;
grant execute on function duty.template_reset(text, text, text) to duty_app;
