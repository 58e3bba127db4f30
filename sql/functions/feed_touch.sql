-- These providers' calendars have changed: their feeds get a new version.
create or replace function duty.feed_touch(p_providers bigint[]) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform from provider where center_id = current_center() and provider_id = any (p_providers)
        order by provider_id for no key update;
    update provider set feed_version = feed_version + 1, feed_changed_at = duty.now()
        where center_id = current_center() and provider_id = any (p_providers);
    if found then
        perform pg_notify('feed', '');
    end if;
end $$;
grant execute on function duty.feed_touch(bigint[]) to duty_app;
