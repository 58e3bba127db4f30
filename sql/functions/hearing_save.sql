-- The form of one hearing. hearing_id empty: a new one. sequence is how often the hearing had been
-- changed when the form was filled in; when somebody changed it since, the form is refused.
create or replace function duty.hearing_save(
    p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text,
    p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text,
    p_state text, p_sequence text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('hearing_id', p_hearing_id);
    v_court bigint := case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id, true) end;
    v_code constant text := arg_text('code', p_code, 100, true);
    v_day constant date := arg_date('date', p_date, true);
    v_time constant time := arg_time('time', p_time, true);
    v_end constant time := arg_time('end_time', p_end_time);
    v_provider constant bigint := arg_int('provider_id', p_provider_id);
    v_ends timestamp;
    v_done jsonb;
begin
    perform write_lock();
    if v_id is not null then
        perform from hearing where center_id = v_center and hearing_id = v_id for update;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
        if hearing_changes(v_id) is distinct from arg_int('sequence', p_sequence) then
            perform fail('error.hearing.stale', 'DU409');
        end if;
    end if;
    if not exists (select from org_unit where center_id = v_center and org_id = v_court
            and kind = 'court') then
        perform fail('error.field.choice', p_field => 'court_id', p_value => p_court_id);
    end if;
    if v_provider is not null and not exists (select from provider where center_id = v_center
            and provider_id = v_provider and class <> 'collaborator') then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider_id);
    end if;
    v_ends := coalesce(v_day + v_end, hearing_ends(v_id, v_day + v_time));
    if v_ends <= v_day + v_time then
        perform fail('error.field.time', p_field => 'end_time', p_value => p_end_time);
    end if;
    v_done := hearing_put(v_id, jsonb_build_object('court_id', v_court, 'code', v_code,
        'subject', coalesce(arg_text('subject', p_subject, 1000), ''),
        'starts', v_day + v_time, 'ends', v_ends,
        'room', coalesce(arg_text('room', p_room, 300), ''),
        'judge', coalesce(arg_text('judge', p_judge, 300), ''),
        'mode', arg_choice('mode', p_mode, array['in_person', 'online', 'hybrid'], 'in_person'),
        'kind', coalesce(arg_text('kind', p_kind, 300), ''), 'provider_id', v_provider,
        'state', arg_choice('state', p_state,
            array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled'], 'scheduled')), null);
    perform demand_follow();
    return v_done;
end $$;
grant execute on function duty.hearing_save(text, text, text, text, text, text, text, text, text,
    text, text, text, text, text) to duty_app;
