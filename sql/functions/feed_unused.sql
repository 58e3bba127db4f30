-- The daily job that shuts calendar addresses nobody reads, and before that warns whoever made them
-- (rules feed.unused_days, feed.warn_days): a forgotten address is a door nobody watches. Runs as
-- duty_guard: the sender itself reads no accounts. Returns how many were warned of or shut.
create or replace function duty.feed_unused() returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_warn constant interval := make_interval(days => rule_value('feed.unused_days')
        - rule_value('feed.warn_days'));
    v_done integer := 0;
    v_token feed_token;
    v record;
begin
    if not job_due('feed_unused') then
        return 0;
    end if;
    for v in
        select t as token, f as feed, c.zone from feed_token t
        join feed f on f.center_id = t.center_id and f.feed_id = t.feed_id
        join center c on c.center_id = t.center_id
        where t.center_id = current_center() and t.revoked_at is null
            and feed_last_used(t) <= v_now - v_warn
        order by t.token_hash
    loop
        if (v.token).warned_at is null then
            update feed_token set warned_at = v_now where center_id = current_center()
                and token_hash = (v.token).token_hash returning * into v_token;
            perform feed_warn(v_token, v.feed, v.zone);
        elsif feed_closes_at(v.token) <= v_now then
            update feed_token set revoked_at = v_now, closed_reason = 'unused'
                where center_id = current_center() and token_hash = (v.token).token_hash;
            perform feed_touch_rows(array[(v.feed).feed_id]);
            perform feed_audit('feed.unused', v.feed, (v.token).name);
        else
            continue;
        end if;
        v_done := v_done + 1;
    end loop;
    return v_done;
end $$;
alter function duty.feed_unused() owner to duty_guard;
grant execute on function duty.feed_unused() to duty_jobs;
