-- The hours at which the Centre's people may be written to, from today on. p_form: work_opens,
-- work_closes, off_opens, off_closes, legal_basis; 24:00 is the end of the day.
create or replace function duty.policy_hours_put(p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_today constant date := (select duty.today(zone) from center where center_id = v_center);
    v_basis constant text := arg_text('legal_basis', p_form ->> 'legal_basis', 500, true);
    v_day text;
    v_opens time;
    v_closes time;
begin
    perform write_lock();
    foreach v_day in array array['work', 'off'] loop
        v_opens := arg_time(v_day || '_opens', p_form ->> (v_day || '_opens'), true);
        v_closes := case when btrim(p_form ->> (v_day || '_closes')) = '24:00' then time '24:00'
            else arg_time(v_day || '_closes', p_form ->> (v_day || '_closes'), true) end;
        if v_opens >= v_closes then
            perform fail('error.policy.hours', p_field => v_day || '_closes');
        end if;
        delete from quiet_hours where center_id = v_center and is_day_off = (v_day = 'off')
            and lower(valid) >= v_today;
        update quiet_hours set valid = daterange(lower(valid), v_today)
            where center_id = v_center and is_day_off = (v_day = 'off') and valid @> v_today;
        insert into quiet_hours (center_id, is_day_off, opens, closes, legal_basis, valid)
            values (v_center, v_day = 'off', v_opens, v_closes, v_basis, daterange(v_today, null));
    end loop;
    perform audit_add('policy.hours', 'center', v_center::text, p_form - '_csrf');
    return '{}';
end $$;
grant execute on function duty.policy_hours_put(jsonb) to duty_app;
