-- By when a notice has to be known, which may be before it is no use any more (p_deadline): a hearing that
-- is put forward or back by the nearer of the two hours. It is params.known_by, an instant; without one,
-- and once it has passed, the deadline. What spares people at night goes by this.
create or replace function duty.notice_known_by(p_params jsonb, p_deadline timestamptz) returns timestamptz
language sql stable as $$
    select case when (p_params ->> 'known_by')::timestamptz > duty.now()
        then least((p_params ->> 'known_by')::timestamptz, p_deadline) else p_deadline end
$$;
grant execute on function duty.notice_known_by(jsonb, timestamptz) to duty_app, duty_jobs, duty_guard;
