-- The months a form asks for: the given ones, else from January of this year to the last month with
-- points. till is the first day after them.
create or replace function duty.points_span(
    p_from text, p_to text, out from_month date, out till date)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_today date;
begin
    select today(zone) into v_today from center where center_id = current_center();
    from_month := coalesce(arg_month('from', p_from), date_trunc('year', v_today)::date);
    till := greatest(from_month, coalesce(arg_month('to', p_to),
        (select max(month) from ledger_month where center_id = current_center()),
        date_trunc('month', v_today)::date));
    if till > from_month + interval '50 years' then
        perform fail('error.field.date', p_field => 'to', p_value => p_to);
    end if;
    till := (till + interval '1 month')::date;
end $$;
grant execute on function duty.points_span(text, text) to duty_app;
