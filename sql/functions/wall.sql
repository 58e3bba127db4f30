-- A wall time as pages get it; they put it into words.
create or replace function duty.wall(p_at timestamp) returns text
language sql immutable as $$
    select to_char(p_at, 'YYYY-MM-DD"T"HH24:MI')
$$;
grant execute on function duty.wall(timestamp) to duty_app, duty_jobs, duty_guard;
