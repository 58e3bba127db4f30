-- What kind of day each date is for the Centre: its own word, else the national calendar's, else
-- weekend or ordinary. The one place that says so. recurs_as: the date whose recurrence it follows,
-- another one on a working Saturday. origin: centre, national, or null for an ordinary week.
create or replace function duty.center_calendar(p_from date, p_to date) returns table (
    day date, type text, name text, is_tet boolean, recurs_as date, source text, status text,
    origin text)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query select g::date,
        coalesce(c.type, k.type, case when extract(isodow from g) > 5 then 'weekend' else 'work' end),
        coalesce(c.name, k.name)::text,
        case when c.day is null then coalesce(k.is_tet, false) else c.is_tet end,
        coalesce(case when c.day is null then k.works_for else c.works_for end, g::date),
        coalesce(c.legal_basis, k.source)::text, case when c.day is null then k.status end,
        case when c.day is not null then 'centre' when k.day is not null then 'national' end
    from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') g
    left join center_day c on c.center_id = current_center() and c.day = g::date
    left join calendar_day k on k.day = g::date;
end $$;
grant execute on function duty.center_calendar(date, date) to duty_app, duty_guard;
