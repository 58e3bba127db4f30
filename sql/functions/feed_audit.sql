-- Records what was done with a calendar address, by its name: under the provider or under the calendar.
create or replace function duty.feed_audit(p_action text, p_feed duty.feed, p_name text) returns void
language sql set search_path = duty, pg_temp as $$
    select audit_add(p_action, case p_feed.kind when 'provider' then 'provider' else 'feed' end,
        coalesce(p_feed.provider_id, p_feed.feed_id)::text, jsonb_build_object('name', p_name))
$$;
grant execute on function duty.feed_audit(text, duty.feed, text) to duty_app, duty_guard;
