-- What is wrong with one member of a hearing that a program sent: {field, value, key, args}, or null.
-- A null is as good as left out. Texts only, but for the points: numbers have no place in a hearing.
create or replace function duty.api_member(p_name text, p_value jsonb) returns jsonb
language plpgsql stable as $$
declare
    v_max constant integer := case
        when p_name in ('id', 'case_code') then 100
        when p_name in ('date', 'time', 'end_time', 'mode', 'state') then 20
        when p_name in ('room', 'judge', 'kind', 'reason') then 300
        when p_name = 'subject' then 1000
        when p_name = 'points' then duty.rule_value('hearing.component_points') end;
    v_text constant text := p_value #>> '{}';
    v_choices constant text[] := case p_name when 'mode' then array['in_person', 'online', 'hybrid']
        when 'state' then array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled'] end;
    v_key text;
begin
    v_key := case
        when v_max is null then 'error.api.unknown'
        when jsonb_typeof(p_value) = 'null' then null
        when p_name = 'points' then
            case when not duty.api_points_fit(p_value) then 'error.api.points' end
        when jsonb_typeof(p_value) <> 'string' then 'error.api.type'
        when p_name in ('id', 'case_code') and btrim(v_text) = '' then 'error.field.required'
        when p_name = 'id' and not duty.api_is_id(v_text) then 'error.api.id_form'
        when length(v_text) > v_max and v_max > 20 then 'error.field.too_long'
        when v_text ~ '[\x01-\x1f\x7f]' then 'error.field.text'
        when p_name = 'date' and not duty.api_is_date(v_text) then 'error.api.date'
        when p_name in ('time', 'end_time') and v_text !~ '^([01]\d|2[0-3]):[0-5]\d$'
            then 'error.api.time'
        when v_text <> all (v_choices) then 'error.api.choice' end;
    return case when v_key is not null then jsonb_build_object('field', left(p_name, 40),
        'value', left(v_text, 90), 'key', v_key, 'args', jsonb_strip_nulls(jsonb_build_object(
            'max', v_max, 'choices', array_to_string(v_choices, ', ')))) end;
end $$;
grant execute on function duty.api_member(text, jsonb) to duty_app;
