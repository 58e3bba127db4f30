-- The form of one hearing. hearing_id empty: a new one. sequence is how often the hearing had been
-- changed when the form was filled in; when somebody changed it since, the form is refused.
-- p_confirm: null asks nothing; otherwise what hearing_warnings finds is refused as
-- error.hearing.sure, its findings in the error's arguments, until the form brings their mark back;
-- the same hearing once more is refused for good (error.hearing.there).
-- p_change: 'correction' tells nobody. p_component: the component points' places, by semicolon, the
-- provider's own first; p_sits: where the provider is, central, component or empty.
create or replace function duty.hearing_save(
    p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text,
    p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text,
    p_state text, p_sequence text, p_confirm text default null, p_door text default 'form',
    p_change text default '', p_reason text default '', p_component text default '',
    p_sits text default '') returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('hearing_id', p_hearing_id);
    v_fields jsonb;
    v_found jsonb;
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
    v_fields := hearing_read(v_id, p_court_id, p_date, p_time, p_end_time, p_provider_id)
        || jsonb_build_object('code', docket_number(arg_text('code', p_code, 100, true)),
        'subject', coalesce(arg_text('subject', p_subject, 1000), ''),
        'judge', coalesce(arg_text('judge', p_judge, 300), ''),
        'kind', coalesce(arg_text('kind', p_kind, 300), ''),
        'state', arg_choice('state', p_state,
            array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled'], 'scheduled'),
        'reason', coalesce(arg_text('reason', p_reason, 300), ''),
        'is_correction',
            arg_choice('change', p_change, array['change', 'correction'], 'change') = 'correction')
        || hearing_places(p_mode, p_room, p_component, p_sits);
    if p_confirm is not null and v_fields ->> 'state' = 'scheduled'
            and hearing_is_moved(v_id, v_fields) then
        v_found := hearing_warnings(v_id, v_fields);
        if v_found is not null and v_found ->> 'mark' is distinct from p_confirm then
            perform fail(case when v_found ->> 'mark' is null then 'error.hearing.there'
                else 'error.hearing.sure' end, 'DU409', p_args => v_found);
        end if;
    end if;
    v_done := hearing_put(v_id, v_fields, null, p_door);
    perform demand_follow();
    return v_done;
end $$;
grant execute on function duty.hearing_save(text, text, text, text, text, text, text, text, text,
    text, text, text, text, text, text, text, text, text, text, text) to duty_app;
