-- What these providers' own calendars show has changed.
create or replace function duty.feed_touch(p_providers bigint[]) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform feed_touch_rows(array(
        select feed_id from feed
        where center_id = current_center() and provider_id = any (p_providers)));
end $$;
grant execute on function duty.feed_touch(bigint[]) to duty_app, duty_guard;
