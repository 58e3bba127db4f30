-- The new date of a hearing that was put off: a new hearing of the same case with the same people,
-- which follows it (hearing_adjourn). Returns what hearing_put does.
create or replace function duty.hearing_resume(
    p_hearing_id bigint, p_day date, p_time time, p_room text, p_sure text, p_confirm text,
    p_door text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_old hearing;
    v_starts timestamp;
    v_fields jsonb;
    v_found jsonb;
begin
    select * into v_old from hearing where center_id = current_center() and hearing_id = p_hearing_id;
    v_starts := p_day + coalesce(p_time, v_old.starts::time);
    if v_starts <= v_old.starts then
        perform fail('error.hearing.before', p_field => 'date', p_value => to_char(p_day, 'DD/MM/YYYY'));
    elsif exists (select from hearing where center_id = current_center()
            and follows_id = p_hearing_id and state = 'scheduled') then
        perform fail('error.hearing.goes_on', 'DU409', p_field => 'date');
    elsif p_day > v_old.latest_on and p_sure is null then
        perform fail('error.hearing.after_latest', p_field => 'sure',
            p_args => jsonb_build_object('latest', to_char(v_old.latest_on, 'DD/MM/YYYY')));
    end if;
    select jsonb_build_object('court_id', l.court_id, 'code', l.code, 'starts', v_starts,
            'ends', hearing_ends(p_hearing_id, v_starts), 'room', coalesce(p_room, v_old.room),
            'judge', v_old.judge, 'mode', v_old.mode, 'kind', v_old.kind,
            'points', hearing_state(p_hearing_id) -> 'points', 'follows_id', p_hearing_id,
            'provider_id', (select min(a.provider_id) from appearance a
                where a.center_id = l.center_id and a.hearing_id = p_hearing_id
                    and a.state <> 'released'))
        into v_fields
        from legal_case l where l.center_id = v_old.center_id and l.case_id = v_old.case_id;
    v_found := hearing_warnings(null, v_fields);
    if v_found is not null and v_found ->> 'mark' is distinct from p_confirm then
        perform fail('error.hearing.sure', 'DU409', p_args => v_found);
    end if;
    return hearing_put(null, v_fields, null, p_door);
end $$;
grant execute on function duty.hearing_resume(bigint, date, time, text, text, text, text) to duty_app;
