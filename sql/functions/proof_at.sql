-- An instant as the chain writes it, in UTC: the same in every session.
create or replace function duty.proof_at(p_at timestamptz) returns text
language sql immutable as $$
    select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
grant execute on function duty.proof_at(timestamptz) to duty_app, duty_jobs, duty_guard, duty_ops;
