-- How many minutes of these hours are in the night, p_from to p_until (minutes of the day), by the
-- wall.
create or replace function duty.night_minutes(
    p_starts time, p_ends time, p_from integer, p_until integer) returns integer
language sql immutable as $$
    select sum(greatest(0, extract(epoch from
        least(duty.duty_ends('2000-01-01', p_starts, p_ends), n.till)
        - greatest(date '2000-01-01' + p_starts, n.since)) / 60))::integer
    from (select date '2000-01-01' + make_interval(days => i, mins => p_from) as since,
              date '2000-01-01' + make_interval(days => i + 1, mins => p_until) as till
          from generate_series(-1, 1) i) n
$$;
grant execute on function duty.night_minutes(time, time, integer, integer) to duty_app;
