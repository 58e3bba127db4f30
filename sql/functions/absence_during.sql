-- The time an absence form means, in the Centre's zone: whole days when no hour is given, else from
-- hour to hour. p_now: from this minute on.
create or replace function duty.absence_during(
    p_from text, p_to text, p_from_time text, p_to_time text, p_now boolean default false)
    returns tstzrange
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_zone text;
    v_wall timestamp;
    v_from date;
    v_to date;
    v_from_time time;
    v_to_time constant time := arg_time('to_time', p_to_time);
    v_starts timestamp;
    v_ends timestamp;
begin
    select zone, date_trunc('minute', duty.now() at time zone zone) into v_zone, v_wall
        from center where center_id = current_center();
    v_from := case when p_now then v_wall::date else arg_date('from', p_from, true) end;
    v_from_time := case when p_now then v_wall::time else arg_time('from_time', p_from_time) end;
    v_to := coalesce(arg_date('to', p_to), v_from);
    v_starts := v_from + coalesce(v_from_time, '00:00');
    v_ends := coalesce(v_to + v_to_time, v_to + interval '1 day');
    if v_ends <= v_starts then
        perform fail('error.field.before', p_field => case when v_to < v_from then 'to'
                else 'to_time' end, p_value => to_char(v_ends, 'HH24:MI DD/MM/YYYY'),
            p_args => jsonb_build_object('from', to_char(v_starts, 'HH24:MI DD/MM/YYYY')));
    elsif v_ends > v_starts + interval '2 years' then
        perform fail('error.field.date', p_field => 'to', p_value => p_to);
    end if;
    return tstzrange(v_starts at time zone v_zone, v_ends at time zone v_zone);
end $$;
grant execute on function duty.absence_during(text, text, text, text, boolean) to duty_app;
