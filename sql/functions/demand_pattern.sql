-- A recurrence rule as the fields of the form that make it, for those of the usual kinds; any other
-- is repeat 'rrule' alone. The reverse of demand_rrule().
create or replace function duty.demand_pattern(p_rrule text) returns jsonb
language plpgsql immutable as $$
declare
    v_part constant jsonb := (
        select jsonb_object_agg(split_part(x, '=', 1), split_part(x, '=', 2))
        from string_to_table(p_rrule, ';') x);
    v_days constant text[] := array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
    v_freq constant text := v_part ->> 'FREQ';
    v_by constant text := v_part ->> 'BYDAY';
    v_left constant jsonb := v_part - '{FREQ,INTERVAL,BYMONTH}'::text[];
    v_out jsonb := jsonb_build_object('repeat', 'daily', 'interval', '1');
begin
    if p_rrule is null then
        return v_out;
    end if;
    v_out := jsonb_build_object('interval', coalesce(v_part ->> 'INTERVAL', '1')) || (
        select coalesce(jsonb_object_agg('m' || m, '1'), '{}')
        from string_to_table(v_part ->> 'BYMONTH', ',') m);
    if v_freq = 'DAILY' and v_left = '{}' then
        return v_out || '{"repeat": "daily"}';
    elsif v_freq = 'WEEKLY' and v_left - 'BYDAY' = '{}' and v_by ~ '^[A-Z,]+$' then
        return v_out || '{"repeat": "weekly"}' || (
            select jsonb_object_agg('d' || array_position(v_days, d), '1')
            from string_to_table(v_by, ',') d);
    elsif v_freq = 'MONTHLY' and v_left - 'BYDAY' = '{}' and v_by ~ '^(1|2|3|4|-1)[A-Z]{2}$' then
        return v_out || jsonb_build_object('repeat', 'nth', 'nth',
            replace(substring(v_by from '^-?\d'), '-1', 'last'),
            'nth_day', array_position(v_days, right(v_by, 2))::text);
    elsif v_freq = 'MONTHLY' and v_left - 'BYMONTHDAY' = '{}'
            and v_part ->> 'BYMONTHDAY' ~ '^\d{1,2}$' then
        return v_out || jsonb_build_object('repeat', 'monthday',
            'monthday', v_part ->> 'BYMONTHDAY');
    elsif v_freq = 'MONTHLY' and v_left = '{"BYMONTHDAY": "-1"}' then
        return v_out || '{"repeat": "monthend"}';
    end if;
    return jsonb_build_object('repeat', 'rrule', 'interval', '1');
end $$;
grant execute on function duty.demand_pattern(text) to duty_app;
