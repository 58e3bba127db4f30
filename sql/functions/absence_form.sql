-- The form of an absence the coordinator enters; with a person and a time it also tells the effect.
-- now: from this minute on.
create or replace function duty.absence_form(
    p_provider_id text, p_kind text, p_from text, p_to text, p_from_time text, p_to_time text,
    p_now text, p_note text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_provider constant bigint := arg_int('provider_id', p_provider_id);
    v_now constant boolean := p_now <> '';
    v_today date;
    v_during tstzrange;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    if v_provider is not null and (p_from <> '' or v_now) then
        perform provider_known(p_provider_id);
        v_during := absence_during(p_from, p_to, p_from_time, p_to_time, v_now);
    end if;
    return jsonb_build_object('form', jsonb_build_object('provider_id', v_provider::text,
            'kind', coalesce(nullif(p_kind, ''), case when v_now then 'sick' else 'leave' end),
            'from', coalesce(arg_date('from', p_from), v_today), 'to', arg_date('to', p_to),
            'from_time', p_from_time, 'to_time', p_to_time, 'now', p_now,
            'note', arg_text('note', p_note, 500)),
        'when', case when v_during is not null then absence_when(v_during) end,
        'name', (select name from staff() where provider_id = v_provider),
        'effect', case when v_during is not null then absence_effect(v_provider, v_during) end,
        'options', jsonb_build_object(
            'kind', options(array['leave', 'sick', 'training', 'other']), 'provider_id', (
                select jsonb_agg(jsonb_build_object('value', provider_id::text, 'name', name)
                    order by name collate "vi-x-icu") from staff() where is_here)));
end $$;
grant execute on function duty.absence_form(text, text, text, text, text, text, text, text)
    to duty_app;
