-- When an absence is, in figures every language reads: 05/12/2026 or 05/12/2026 07:30-11:00.
create or replace function duty.absence_words(p_during tstzrange) returns text
language sql stable set search_path = duty, pg_temp as $$
    select case when w.starts = w.starts::date and w.ends = w.ends::date
            then concat_ws('–', to_char(w.starts, 'DD/MM/YYYY'),
                case when w.ends > w.starts + interval '1 day'
                    then to_char(w.ends - interval '1 day', 'DD/MM/YYYY') end)
        when w.starts::date = w.ends::date
            then to_char(w.starts, 'DD/MM/YYYY HH24:MI') || to_char(w.ends, '–HH24:MI')
        else to_char(w.starts, 'DD/MM/YYYY HH24:MI') || to_char(w.ends, ' – DD/MM/YYYY HH24:MI') end
    from (select lower(p_during) at time zone zone as starts, upper(p_during) at time zone zone as ends
          from center where center_id = current_center()) w
$$;
grant execute on function duty.absence_words(tstzrange) to duty_app;
