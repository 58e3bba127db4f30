-- The days a calendar form is about, as they are to be: one row for each, type null: as in the
-- national calendar again. A working Saturday brings its day off with it.
create or replace function duty.calendar_read(p_form jsonb) returns setof duty.center_day
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v center_day;
    v_from constant date := arg_date('from', p_form ->> 'from', true);
    v_to constant date := coalesce(arg_date('to', p_form ->> 'to'), v_from);
    v_off constant date := arg_date('works_for', p_form ->> 'works_for');
    v_today constant date := (select today(zone) from center where center_id = current_center());
    v_type constant text := arg_choice('type', p_form ->> 'type', array['national', 'holiday',
        'substitute_holiday', 'swapped_day_off', 'working_saturday', 'work', 'weekend'], 'holiday');
begin
    if v_from < v_today or v_off < v_today then
        perform fail('error.demand.past', p_field => case when v_from < v_today then 'from'
            else 'works_for' end, p_args => jsonb_build_object('today', v_today));
    end if;
    if v_to < v_from or v_to > v_from + 30 then
        perform fail('error.calendar.span', p_field => 'to', p_value => p_form ->> 'to');
    end if;
    v.center_id := current_center();
    v.account_id := current_account();
    v.changed_at := duty.now();
    v.type := nullif(v_type, 'national');
    if v.type is not null then
        v.name := arg_text('name', p_form ->> 'name', 200, true);
        v.legal_basis := arg_text('legal_basis', p_form ->> 'legal_basis', 500, true);
        v.is_tet := coalesce(p_form ->> 'is_tet' = '1', false)
            and v_type not in ('work', 'weekend', 'working_saturday');
    end if;
    for v.day in
        select g::date from generate_series(v_from::timestamp, v_to, interval '1 day') g
    loop
        if extract(isodow from v.day) < 6 and v.type in ('working_saturday', 'weekend')
                or extract(isodow from v.day) > 5 and v.type in ('work', 'swapped_day_off') then
            perform fail('error.calendar.weekday', p_field => 'type', p_value => v.day::text,
                p_args => jsonb_build_object('day', v.day));
        end if;
        v.works_for := case when v_type = 'working_saturday' then v_off end;
        return next v;
    end loop;
    if v_type = 'working_saturday' and v_off is not null then
        if v_to > v_from or extract(isodow from v_off) > 5 then
            perform fail('error.calendar.swap', p_field => 'works_for',
                p_value => p_form ->> 'works_for');
        end if;
        v.day := v_off;
        v.type := 'swapped_day_off';
        v.works_for := null;
        return next v;
    end if;
end $$;
grant execute on function duty.calendar_read(jsonb) to duty_app;
