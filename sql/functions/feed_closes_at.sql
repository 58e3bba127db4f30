-- When an address that nobody reads is shut (rules feed.unused_days, feed.warn_days): never before its
-- owner has been warned for long enough. Null: it has not been warned of.
create or replace function duty.feed_closes_at(p_token duty.feed_token) returns timestamptz
language sql stable set search_path = duty, pg_temp as $$
    select case when p_token.warned_at is not null then greatest(
        feed_last_used(p_token) + make_interval(days => rule_value('feed.unused_days')),
        p_token.warned_at + make_interval(days => rule_value('feed.warn_days'))) end
$$;
grant execute on function duty.feed_closes_at(duty.feed_token) to duty_app, duty_guard;
