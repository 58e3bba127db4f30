-- The recurrence rule a form asks for, null when it is every day: what was chosen, or the text given
-- with repeat 'rrule'. RFC 5545 section 3.3.10; whether that text is one, dutyparse says.
create or replace function duty.demand_rrule_text(p_form jsonb) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_repeat constant text := arg_choice('repeat', p_form ->> 'repeat',
        array['daily', 'weekly', 'nth', 'monthday', 'monthend', 'rrule'], 'daily');
    v_interval constant bigint := coalesce(
        arg_int('interval', p_form ->> 'interval', false, 1, 99), 1);
    v_days constant text[] := array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
    v_tail constant text := case when v_interval > 1 then ';INTERVAL=' || v_interval else '' end
        || coalesce(';BYMONTH=' || (select string_agg(m::text, ',' order by m)
            from generate_series(1, 12) m where p_form ->> ('m' || m) = '1'), '');
    v_list text;
begin
    if v_repeat = 'rrule' then
        return arg_text('rrule', p_form ->> 'rrule', 600, true);
    elsif v_repeat = 'daily' then
        return 'FREQ=DAILY' || nullif(v_tail, '');
    elsif v_repeat = 'weekly' then
        select string_agg(v_days[d], ',' order by d) into v_list
            from generate_series(1, 7) d where p_form ->> ('d' || d) = '1';
        if v_list is null then
            perform fail('error.field.required', p_field => 'weekdays');
        end if;
        return 'FREQ=WEEKLY' || v_tail || ';BYDAY=' || v_list;
    elsif v_repeat = 'nth' then
        return 'FREQ=MONTHLY' || v_tail || ';BYDAY='
            || replace(arg_choice('nth', p_form ->> 'nth', array['1', '2', '3', '4', 'last'], '1'),
                'last', '-1')
            || v_days[coalesce(arg_int('nth_day', p_form ->> 'nth_day', false, 1, 7), 1)];
    end if;
    return 'FREQ=MONTHLY' || v_tail || ';BYMONTHDAY=' || case v_repeat when 'monthend' then '-1'
        else arg_int('monthday', p_form ->> 'monthday', true, 1, 31)::text end;
end $$;
grant execute on function duty.demand_rrule_text(jsonb) to duty_app;
