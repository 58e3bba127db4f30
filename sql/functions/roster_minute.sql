-- Minutes from the roster's first local midnight, as the engine counts.
create or replace function duty.roster_minute(p_at timestamptz, p_start timestamptz)
    returns integer
language sql immutable as $$
    select (extract(epoch from p_at - p_start) / 60)::integer
$$;
grant execute on function duty.roster_minute(timestamptz, timestamptz) to duty_app;
