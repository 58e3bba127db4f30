-- These calendars show something else now: a new version of each, and the daemons hear of it. Locked
-- in one order, so that no two writers wait for each other.
create or replace function duty.feed_touch_rows(p_feeds bigint[]) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform from feed where center_id = current_center() and feed_id = any (p_feeds)
        order by feed_id for no key update;
    update feed set version = version + 1, touched_by = pg_current_xact_id(),
            changed_at = greatest(duty.now(), date_trunc('second', changed_at) + interval '1 second')
        where center_id = current_center() and feed_id = any (p_feeds);
    if found then
        perform pg_notify('feed', '');
    end if;
end $$;
grant execute on function duty.feed_touch_rows(bigint[]) to duty_app, duty_guard, duty_jobs;
