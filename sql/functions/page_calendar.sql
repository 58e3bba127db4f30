-- A year's days that are not ordinary, with where each comes from, and the form that changes them.
-- p_year empty: this one, from November on the next. p_day: the day the form starts from.
create or replace function duty.page_calendar(p_year text, p_day text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_today constant date := (select today(zone) from center where center_id = current_center());
    v_day constant date := arg_date('day', p_day);
    v_year constant integer := coalesce(arg_int('year', p_year, false, 2000, 2199),
        extract(year from coalesce(v_day, (v_today + interval '2 months')::date)));
    v_days jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('day', c.day, 'dow', extract(isodow from c.day),
            'type', c.type, 'name', c.name, 'is_tet', c.is_tet, 'source', c.source,
            'status', c.status, 'works_for', nullif(c.recurs_as, c.day),
            'is_own', c.origin = 'centre', 'can_undo', c.origin = 'centre' and c.day >= v_today,
            'can_change', c.day >= v_today) order by c.day), '[]')
        into v_days
        from center_calendar(make_date(v_year, 1, 1), make_date(v_year, 12, 31)) c
        where c.origin is not null;
    return jsonb_build_object('year', v_year, 'prev', v_year - 1, 'next', v_year + 1,
        'days', v_days, 'can_write', may('demand.write'), 'form', coalesce((
            select jsonb_build_object('from', c.day, 'to', c.day, 'type', c.type, 'name', c.name,
                'is_tet', case when c.is_tet then '1' end, 'legal_basis', c.source)
            from center_calendar(v_day, v_day) c), jsonb_build_object('type', 'holiday')),
        'options', jsonb_build_object('type', options(array['holiday', 'substitute_holiday',
            'swapped_day_off', 'working_saturday', 'work', 'weekend', 'national'])));
end $$;
grant execute on function duty.page_calendar(text, text) to duty_app;
