-- A clerk or an officer says "we have it"; of the Centre, whoever rang them says with whom and when
-- (said_by, day, time; now, when they are left out).
create or replace function duty.list_receive(
    p_list_id text, p_said_by text, p_day text, p_time text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_list constant bigint := arg_int('list_id', p_list_id, true);
    v_is_body constant boolean := current_actor() in ('clerk', 'police');
    v_said_by text;
    v_day date;
    v_time time;
    v_at timestamptz := duty.now();
begin
    perform write_lock();
    if not exists (select from list where center_id = current_center() and list_id = v_list) then
        perform fail('error.not_found', 'DU404');
    end if;
    if not v_is_body then
        v_said_by := arg_text('said_by', p_said_by, 200, true);
        v_day := arg_date('day', p_day);
        v_time := arg_time('time', p_time);
        if v_day is not null or v_time is not null then
            select (coalesce(v_day, duty.today(zone)) + coalesce(v_time, '12:00')) at time zone zone
                into v_at from center where center_id = current_center();
        end if;
        if v_at > duty.now() then
            perform fail('error.list.future', p_field => 'time', p_value => p_time);
        end if;
    end if;
    if not list_prove(v_list, case when v_is_body then 'tick' else 'phone' end, v_at, v_said_by, null)
            and not v_is_body then
        perform fail('error.list.noted', 'DU409');
    end if;
    return jsonb_build_object('list_id', v_list);
end $$;
grant execute on function duty.list_receive(text, text, text, text) to duty_app;
