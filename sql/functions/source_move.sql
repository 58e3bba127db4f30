-- Another address for a calendar, null: none. Nothing the old one said counts for it, and a visit under
-- way to the old one is void. The hearings stay.
create or replace function duty.source_move(p_source_id bigint, p_url text) returns void
language sql set search_path = duty, pg_temp as $$
    update calendar_source set url = p_url, shown = source_mask(p_url), etag = '', last_modified = '',
            whole_at = null, tried_at = null, answer = null, status = null, reason = null,
            failures = 0, failing_since = null, lease = null, lease_until = null, lease_pid = null
        where center_id = current_center() and source_id = p_source_id and p_url is not null
$$;
grant execute on function duty.source_move(bigint, text) to duty_app;
