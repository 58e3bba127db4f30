-- A text with {} in place of every value, in plain letters and single blanks: what has to be the same as
-- in the text registered with the operators. Parts that are not always there have no place in one.
create or replace function duty.template_skeleton(p_text text) returns text
language sql immutable as $$
    select btrim(regexp_replace(regexp_replace(regexp_replace(duty.template_plain(p_text),
        '\{\{#(t(?:\.[a-z_]+)?)\}\}.*?\{\{/\1\}\}', '{}', 'g'),
        '\{\{\{[a-z0-9_.]+\}\}\}|\{\{[a-z0-9_.]+\}\}|\{\d+\}', '{}', 'g'), '\s+', ' ', 'g'))
$$;
grant execute on function duty.template_skeleton(text) to duty_app;
