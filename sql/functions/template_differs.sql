-- Where a text first says something else than its registered one, some letters of each from there on;
-- null when both say the same.
create or replace function duty.template_differs(p_text text, p_registered text) returns jsonb
language plpgsql immutable strict set search_path = duty, pg_temp as $$
declare
    v_ours constant text := template_skeleton(p_text);
    v_theirs constant text := template_skeleton(p_registered);
    v_at integer := 1;
begin
    if v_ours = v_theirs then
        return null;
    end if;
    while substr(v_ours, v_at, 1) = substr(v_theirs, v_at, 1) loop
        v_at := v_at + 1;
    end loop;
    return jsonb_build_object('same', right(left(v_ours, v_at - 1), 20),
        'ours', substr(v_ours, v_at, 40), 'theirs', substr(v_theirs, v_at, 40));
end $$;
grant execute on function duty.template_differs(text, text) to duty_app;
