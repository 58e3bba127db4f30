-- Refuses a text that is malformed, uses a value its kind does not have or a sentence the shipped texts
-- do not use, or holds a word that is private (template_words).
create or replace function duty.template_check(p_key text, p_field text, p_text text) returns void
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_names constant text[] := template_names(p_field, p_text);
    v_shipped constant text := (select string_agg(subject || body, ' ') from notice_template
        where key = p_key);
    v_allowed constant text[] := (select params from notice_kind where key = p_key)
        || array['t', 'at', 'date', 'time', 'day', 'day_at', 'day_month', 'month', 'phone'];
    v text;
    v_word record;
begin
    select n into v from unnest(v_names) n where n <> all (v_allowed) order by n limit 1;
    if found then
        perform fail('error.template.value', p_field => p_field, p_value => v);
    end if;
    select m[1] into v from regexp_matches(p_text, '\{\{#t\}\}(.*?)\{\{/t\}\}', 'g') m
        where position('{{#t}}' || m[1] || '{{/t}}' in v_shipped) = 0 limit 1;
    if found then
        perform fail('error.template.value', p_field => p_field, p_value => v);
    end if;
    select * into v_word from template_words(p_text) limit 1;
    if found then
        perform fail('error.template.' || v_word.reason, p_field => p_field, p_value => v_word.word);
    end if;
end $$;
grant execute on function duty.template_check(text, text, text) to duty_app;
