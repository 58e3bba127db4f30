-- When an absence is, as pages and messages put it into words: whole days, or hours of the wall.
create or replace function duty.absence_when(p_during tstzrange) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select case when w.starts = w.starts::date and w.ends = w.ends::date
        then jsonb_build_object('days', jsonb_build_object('from', w.starts::date,
            'to', nullif(w.ends::date - 1, w.starts::date)))
        else jsonb_build_object('hours', jsonb_build_object('from', wall(w.starts),
            'to', wall(w.ends))) end
    from (select lower(p_during) at time zone zone as starts, upper(p_during) at time zone zone as ends
          from center where center_id = current_center()) w
$$;
grant execute on function duty.absence_when(tstzrange) to duty_app;
