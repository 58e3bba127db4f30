-- The addresses of calendars changed since then that are shut or will be: {hash: seconds left}. To be
-- revoked, replaced or locked is a change of the calendar. Runs as duty_guard: the daemon's own role
-- reads no accounts.
create or replace function duty.feed_shut(p_since timestamptz) returns jsonb
language sql stable security definer set search_path = duty, pg_temp as $$
    select coalesce(jsonb_object_agg(token_hash, seconds), '{}') from (
        select token_hash, min(seconds) as seconds from (
            select t.token_hash,
                greatest(ceil(extract(epoch from t.revoked_at - duty.now())), 0) as seconds
            from feed_token t
            join feed f on f.center_id = t.center_id and f.feed_id = t.feed_id
            where t.revoked_at is not null and f.changed_at >= p_since
            union all
            select t.token_hash, 0
            from account a
            join provider p on p.center_id = a.center_id and p.person_id = a.person_id
            join feed f on f.center_id = p.center_id and f.provider_id = p.provider_id
            join feed_token t on t.center_id = f.center_id and t.feed_id = f.feed_id
            where a.locked_at is not null and f.changed_at >= p_since
                and feed_is_locked(a.center_id, a.person_id)) x
        group by token_hash) y
$$;
alter function duty.feed_shut(timestamptz) owner to duty_guard;
grant execute on function duty.feed_shut(timestamptz) to duty_jobs;
