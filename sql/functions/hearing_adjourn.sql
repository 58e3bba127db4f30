-- Puts a hearing off (adjourned, by a decision of that day and the law named), breaks it off
-- (suspended), or says that it was held or cancelled. With a new date (p_date, p_time, p_room) it goes
-- on as a hearing of its own that follows this one: the old date stays on record as evidence of what
-- was adjourned, when, and who knew. A new date later than the law allows needs p_sure; a clash or a
-- double of the new one p_confirm (hearing_warnings). p_version: the hearing's when the page was read.
create or replace function duty.hearing_adjourn(
    p_hearing_id text, p_state text, p_reason text, p_decided_on text, p_law text, p_date text,
    p_time text, p_room text, p_version text, p_sure text, p_confirm text,
    p_door text default 'form') returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_state constant text := arg_choice('state', p_state,
        array['adjourned', 'suspended', 'held', 'cancelled'], 'adjourned');
    v_old hearing;
    v_today date;
    v_decided date;
    v_known date; -- nobody decides on a hearing before there is one
    v_day date;
    v_done jsonb;
begin
    perform write_lock();
    select * into v_old from hearing where center_id = current_center() and hearing_id = v_id for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif coalesce(v_old.version, 0) is distinct from arg_int('version', p_version) then
        perform fail('error.hearing.stale', 'DU409');
    end if;
    v_today := today(v_old.zone);
    v_decided := coalesce(arg_day('decided_on', p_decided_on, v_today), v_today);
    v_day := arg_day('date', p_date, v_today);
    v_known := least(v_old.starts::date, coalesce((select min(changed_at) at time zone v_old.zone
        from hearing_change where center_id = v_old.center_id and hearing_id = v_id)::date, v_decided));
    if v_decided < v_known then
        perform fail('error.hearing.decided_early', p_field => 'decided_on', p_value => p_decided_on,
            p_args => jsonb_build_object('first', to_char(v_known, 'DD/MM/YYYY')));
    elsif v_decided > v_today then
        perform fail('error.hearing.decided', p_field => 'decided_on', p_value => p_decided_on);
    elsif v_day is not null and v_state not in ('adjourned', 'suspended') then
        perform fail('error.hearing.no_date', p_field => 'date', p_value => p_date);
    elsif v_state = 'held' and v_old.starts::date > v_today then
        perform fail('error.hearing.not_yet', p_field => 'state');
    end if;
    v_done := hearing_put(v_id, jsonb_build_object('state', v_state,
        'reason', arg_text('reason', p_reason, 300, v_state = 'adjourned'), 'decided_on', v_decided,
        'law', arg_choice('law', p_law,
            array(select key from rule where key like 'adjourn.%' and valid @> v_decided))),
        null, p_door);
    if v_day is not null then
        perform hearing_resume(v_id, v_day, arg_time('time', p_time), arg_text('room', p_room, 300),
            nullif(p_sure, ''), nullif(p_confirm, ''), p_door);
    end if;
    perform demand_follow();
    return v_done;
end $$;
grant execute on function duty.hearing_adjourn(text, text, text, text, text, text, text, text, text,
    text, text, text) to duty_app;
