-- The form of a hearing: what it starts from and what it offers. hearing_id empty: a new one, with
-- court, date, room and judge as given or, after another was saved (p_after), as that one had them;
-- saved then says what became of that one.
create or replace function duty.hearing_form(
    p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text,
    p_after text default '') returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id);
    v_after constant bigint := arg_int('after', p_after);
    v_today date;
    v_form jsonb;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    if v_id is null then
        v_form := jsonb_build_object(
            'court_id', coalesce(nullif(p_court_id, ''), current_org()::text),
            'date', to_char(coalesce(arg_day('date', p_date, v_today), v_today), 'DD/MM/YYYY'),
            'room', arg_text('room', p_room, 300), 'judge', arg_text('judge', p_judge, 300))
            || coalesce(hearing_carried(v_after), '{}')
            || '{"time": "07:30", "mode": "in_person", "state": "scheduled", "sequence": 0}';
    else
        v_form := hearing_filled(v_id);
        if v_form is null then
            perform fail('error.not_found', 'DU404');
        end if;
    end if;
    -- A collaborator gives advice only (Law on Legal Aid 2017 art. 24(3)).
    return jsonb_build_object('hearing_id', v_id, 'form', v_form, 'saved', hearing_saved(v_after),
        'options', jsonb_build_object(
        'court_id', courts(), 'mode', options(array['in_person', 'online', 'hybrid']),
        'state', options(array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled']),
        'sits', options(array['central', 'component']),
        'change', options(array['change', 'correction']),
        'provider_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', t.provider_id::text,
                'name', t.name) order by t.name collate "vi-x-icu"), '[]')
            from staff() t where t.class <> 'collaborator' and t.is_here)));
end $$;
grant execute on function duty.hearing_form(text, text, text, text, text, text) to duty_app;
