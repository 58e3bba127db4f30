-- The days of a month for the head of the roster.
create or replace function duty.roster_days(p_month date) returns jsonb
language sql stable as $$
    select jsonb_agg(jsonb_build_object('date', g::date, 'dom', extract(day from g),
        'dow', extract(isodow from g), 'holiday', k.name,
        'off', coalesce(k.type <> 'working_saturday', extract(isodow from g) > 5), 'type', coalesce(k.type,
            case when extract(isodow from g) > 5 then 'weekend' else 'work' end)) order by g)
    from generate_series(p_month::timestamp, p_month + interval '1 month - 1 day',
        interval '1 day') g
    left join duty.calendar_day k on k.day = g::date
$$;
grant execute on function duty.roster_days(date) to duty_app;
