-- The values a text uses, each once, with their parts (old.date: old and date). A text whose tags do not
-- close, or that has others than values, sections and the words of a language, is refused.
create or replace function duty.template_names(p_field text, p_text text) returns text[]
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_tag constant text := '\{\{\{\s*()([a-z0-9_.]+)\s*\}\}\}|\{\{\s*([#^/]?)\s*([a-z0-9_.]+)\s*\}\}';
    v_open text[] := '{}';
    v_names text[] := '{}';
    v record;
begin
    if regexp_replace(p_text, v_tag, '', 'g') ~ '\{\{|\}\}' then
        perform fail('error.template.tag', p_field => p_field,
            p_value => substring(regexp_replace(p_text, v_tag, '', 'g') from '(?:\{\{|\}\}).{0,40}'));
    end if;
    for v in select coalesce(m[1], m[3]) as sigil, coalesce(m[2], m[4]) as name
             from regexp_matches(p_text, v_tag, 'g') m loop
        if v.sigil in ('#', '^') then
            v_open := v_open || v.name;
        elsif v.sigil = '/' then
            if v_open[cardinality(v_open)] is distinct from v.name then
                perform fail('error.template.tag', p_field => p_field, p_value => '{{/' || v.name || '}}');
            end if;
            v_open := trim_array(v_open, 1);
        end if;
        v_names := v_names || string_to_array(v.name, '.');
    end loop;
    if v_open <> '{}' then
        perform fail('error.template.tag', p_field => p_field, p_value => '{{#' || v_open[1] || '}}');
    end if;
    return array(select distinct n from unnest(v_names) n);
end $$;
grant execute on function duty.template_names(text, text) to duty_app;
