-- The days of a month for the head of the roster.
create or replace function duty.roster_days(p_month date) returns jsonb
language sql stable as $$
    select jsonb_agg(jsonb_build_object('date', day, 'dom', extract(day from day),
        'dow', extract(isodow from day), 'holiday', name, 'off', duty.is_day_off(type),
        'type', type) order by day)
    from duty.center_calendar(p_month, (p_month + interval '1 month - 1 day')::date)
$$;
grant execute on function duty.roster_days(date) to duty_app;
