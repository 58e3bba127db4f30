-- When an address was last of use: read, or at least made.
create or replace function duty.feed_last_used(p_token duty.feed_token) returns timestamptz
language sql immutable as $$
    select coalesce(p_token.last_fetch_at, p_token.created_at)
$$;
grant execute on function duty.feed_last_used(duty.feed_token) to duty_app, duty_guard;
