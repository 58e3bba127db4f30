-- Writes an absence, asked for or entered. One person has no two at the same time: what is there
-- already is named. The audit says when, never why.
create or replace function duty.absence_put(
    p_provider bigint, p_during tstzrange, p_kind text, p_note text, p_state text) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_kind constant text := arg_choice('kind', p_kind, array['leave', 'sick', 'training', 'other'],
        'leave');
    v_note constant text := coalesce(arg_text('note', p_note, 500), '');
    v_done constant boolean := p_state <> 'asked';
    v_id bigint;
    v_other tstzrange;
begin
    select during into v_other from absence
        where center_id = v_center and provider_id = p_provider and during && p_during
            and state in ('asked', 'approved') order by during limit 1;
    if found then
        perform fail('error.absence.overlap', 'DU409', 'from',
            absence_words(v_other), jsonb_build_object('from', absence_words(p_during)));
    end if;
    insert into absence (center_id, provider_id, during, kind, note, state, asked_at, asked_by,
            decided_at, decided_by)
        values (v_center, p_provider, p_during, v_kind, v_note, p_state, duty.now(),
            current_account(), case when v_done then duty.now() end,
            case when v_done then current_account() end)
        returning absence_id into v_id;
    perform audit_add('absence.' || p_state, 'absence', v_id::text,
        jsonb_build_object('provider_id', p_provider, 'during', p_during));
    return v_id;
end $$;
grant execute on function duty.absence_put(bigint, tstzrange, text, text, text) to duty_app;
