-- One absence with its effect, for whoever decides on it.
create or replace function duty.page_absence(p_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_absence record;
    v_writes constant boolean := may('people.write');
begin
    select a.absence_id, a.provider_id, a.during, a.state, a.asked_at, a.decided_at, a.decided_by,
            t.name, r.kind, r.note, c.zone
        into v_absence
        from absence a
        join center c on c.center_id = a.center_id
        join staff() t on t.provider_id = a.provider_id
        left join absence_reasons() r on r.absence_id = a.absence_id
        where a.center_id = current_center() and a.absence_id = arg_int('absence_id', p_id, true);
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return absence_when(v_absence.during) || jsonb_build_object('absence_id', v_absence.absence_id,
        'provider_id', v_absence.provider_id, 'name', v_absence.name, 'state', v_absence.state,
        'kind', v_absence.kind, 'note', v_absence.note,
        'asked_at', wall(v_absence.asked_at at time zone v_absence.zone),
        'decided_at', wall(v_absence.decided_at at time zone v_absence.zone),
        'decided_by', (
            select n.full_name from account o
            join person n on n.center_id = o.center_id and n.person_id = o.person_id
            where o.center_id = current_center() and o.account_id = v_absence.decided_by),
        'effect', case when v_absence.state in ('asked', 'approved')
            then absence_effect(v_absence.provider_id, v_absence.during) end,
        'can_decide', v_writes and v_absence.state = 'asked',
        'can_cancel', v_writes and v_absence.state = 'approved'
            and upper(v_absence.during) > duty.now(),
        'can_repair', may('roster.draft') and v_absence.state = 'approved');
end $$;
grant execute on function duty.page_absence(text) to duty_app;
