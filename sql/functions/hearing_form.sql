-- The form of a hearing: what it starts from and what it offers. hearing_id empty: a new one, for
-- which court, date, room and judge may be carried over from the one before it on the list.
create or replace function duty.hearing_form(
    p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id);
    v_form jsonb;
begin
    if v_id is null then
        select jsonb_build_object('court_id', coalesce(nullif(p_court_id, ''), current_org()::text),
            'date', coalesce(arg_date('date', p_date), duty.today(zone)), 'time', '07:30',
            'room', arg_text('room', p_room, 300), 'judge', arg_text('judge', p_judge, 300),
            'mode', 'in_person', 'state', 'scheduled', 'sequence', 0)
            into v_form from center where center_id = current_center();
    else
        select jsonb_build_object('court_id', l.court_id::text, 'code', l.code, 'subject', l.subject,
            'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'judge', h.judge,
            'mode', h.mode, 'kind', h.kind, 'state', h.state, 'sequence', hearing_changes(h.hearing_id)::text,
            'provider_id', (select a.provider_id::text from appearance a
                where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                    and a.state <> 'released' limit 1))
            into v_form
            from hearing h
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            where h.center_id = current_center() and h.hearing_id = v_id;
        if v_form is null then
            perform fail('error.not_found', 'DU404');
        end if;
    end if;
    -- A collaborator gives advice only (Law on Legal Aid 2017 art. 24(3)).
    return jsonb_build_object('hearing_id', v_id, 'form', v_form, 'options', jsonb_build_object(
        'court_id', courts(), 'mode', options(array['in_person', 'online', 'hybrid']),
        'state', options(array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled']),
        'provider_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', t.provider_id::text,
                'name', t.name) order by t.name collate "vi-x-icu"), '[]')
            from staff() t where t.class <> 'collaborator' and t.is_here)));
end $$;
grant execute on function duty.hearing_form(text, text, text, text, text) to duty_app;
