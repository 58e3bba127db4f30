-- Changes of a draft as a form carries them: "SHIFT:FROM:TO SHIFT:FROM:TO", a number left out where
-- nobody stands or shall stand; as draft_edit takes them.
create or replace function duty.draft_pairs(p_field text, p_text text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_text constant text := coalesce(arg_text(p_field, p_text, 4000), '');
begin
    if v_text !~ '^(\d{1,15}:\d{0,15}:\d{0,15}( |$))*$' then
        perform fail('error.field.choice', p_field => p_field, p_value => v_text);
    end if;
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift', p[1]::bigint,
            'from', nullif(p[2], '')::bigint, 'to', nullif(p[3], '')::bigint) order by i), '[]')
        from regexp_matches(v_text, '(\d+):(\d*):(\d*)', 'g') with ordinality m(p, i));
end $$;
grant execute on function duty.draft_pairs(text, text) to duty_app;
