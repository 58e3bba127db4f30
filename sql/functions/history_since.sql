-- The first day of a file of the record: as asked, else a year before its last day.
create or replace function duty.history_since(p_from text, p_to text) returns date
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(arg_date('from', p_from),
        (coalesce(arg_date('to', p_to), duty.today(zone)) - interval '1 year')::date)
    from center where center_id = current_center()
$$;
grant execute on function duty.history_since(text, text) to duty_app;
