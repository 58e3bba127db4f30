-- One hearing that a program sent as a row of a list (import_take). n: its place, from 1. p_id: the
-- caller's own id where the address says it; the hearing may then leave it out.
create or replace function duty.api_row(p_item json, p_n bigint, p_id text default null) returns jsonb
language plpgsql stable as $$
declare
    v_fields jsonb := '{}';
    v_errors jsonb := '[]';
    v_uid text := p_id;
    v_points jsonb;
    m record;
begin
    if json_typeof(p_item) <> 'object' then
        return jsonb_build_object('row', p_n, 'uid', '', 'fields', '{}'::jsonb, 'errors',
            jsonb_build_array(jsonb_build_object('field', 'body', 'key', 'error.api.shape',
                'value', left(p_item::text, 90), 'args', '{"max": 500}'::jsonb)));
    end if;
    for m in select key, value::jsonb as value, count(*) over (partition by key) > 1 as is_twice
        from json_each(p_item)
    loop
        v_errors := v_errors || coalesce(case when m.is_twice then jsonb_build_object('field',
            left(m.key, 40), 'key', 'error.api.twice') else duty.api_member(m.key, m.value) end, '[]');
        if jsonb_typeof(m.value) = 'string' and m.key <> 'id' then
            v_fields := v_fields || jsonb_build_object(m.key, btrim(normalize(m.value #>> '{}', NFC)));
        elsif m.key = 'id' and m.value #>> '{}' is not null then
            v_uid := btrim(m.value #>> '{}');
        elsif m.key = 'points' then
            v_points := nullif(m.value, 'null');
        end if;
    end loop;
    v_errors := v_errors || (
        select coalesce(jsonb_agg(jsonb_build_object('field', k, 'key', 'error.field.required')), '[]')
        from unnest('{case_code,date,time}'::text[]) k
        where not v_fields ? k and not v_errors @> jsonb_build_array(jsonb_build_object('field', k)));
    if v_uid is null then
        v_errors := v_errors || '{"field": "id", "key": "error.field.required"}'::jsonb;
    elsif not duty.api_is_id(v_uid) and v_uid = p_id then
        v_errors := v_errors || jsonb_build_object('field', 'id', 'value', left(v_uid, 90),
            'key', 'error.api.id_form');
    elsif v_uid <> p_id then
        v_errors := v_errors || jsonb_build_object('field', 'id', 'value', left(v_uid, 90),
            'key', 'error.api.id');
    end if;
    if v_errors = '[]' and v_fields ->> 'end_time' <= v_fields ->> 'time' then
        v_errors := v_errors || jsonb_build_object('field', 'end_time',
            'value', v_fields ->> 'end_time', 'key', 'error.api.time');
    end if;
    if v_errors = '[]' then
        if v_points <> '[]' and coalesce(v_fields ->> 'mode', 'in_person') = 'in_person' then
            v_errors := jsonb_build_array(jsonb_build_object('field', 'points', 'value',
                left(v_points::text, 90), 'key', 'error.api.points_mode'));
        end if;
        v_fields := v_fields || jsonb_strip_nulls(jsonb_build_object('points',
            duty.api_points(v_points, v_fields ->> 'mode')));
    end if;
    return jsonb_build_object('row', p_n, 'uid', coalesce(v_uid, ''), 'recurrence', '', 'errors',
        v_errors, 'fields', v_fields, 'status', case v_fields ->> 'state' when 'cancelled'
            then 'CANCELLED' else 'CONFIRMED' end);
end $$;
grant execute on function duty.api_row(json, bigint, text) to duty_app;
