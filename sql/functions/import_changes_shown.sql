-- What a row changes, as a page shows it: each field with what it was and what it becomes. A word is
-- the i18n family of a coded value.
create or replace function duty.import_changes_shown(p_fields jsonb) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'field', case k when 'points' then 'places' else k end,
        'word', case k when 'mode' then 'mode' when 'state' then 'hearing' end, 'is_date', k = 'date',
        'before', case k when 'court_id' then court_name(p_fields -> 'was' -> k)
            when 'points' then history_text(k, p_fields -> 'was' -> k)
            else p_fields -> 'was' ->> k end,
        'after', case k when 'court_id' then court_name(p_fields -> k)
            when 'points' then history_text(k, p_fields -> k)
            when 'state' then coalesce(p_fields ->> k, 'scheduled') else p_fields ->> k end) order by i), '[]')
    from jsonb_array_elements_text(p_fields -> 'changes') with ordinality x(k, i)
$$;
grant execute on function duty.import_changes_shown(jsonb) to duty_app;
