-- The calendars that changed since a time this function returned as now; all of them when since is
-- empty or lies ahead (the clock was set back). Two minutes are looked at twice: a change shows its
-- time when it is made, and can be seen only when it is committed. shut: addresses of theirs that are
-- none any more or end, by hash, with the seconds left.
create or replace function duty.feed_changes(p_since text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_since timestamptz := nullif(p_since, '')::timestamptz - interval '2 minutes';
begin
    if v_since > v_now or v_since is null then
        v_since := '-infinity';
    end if;
    return jsonb_build_object('now', v_now, 'versions', (
        select coalesce(jsonb_agg(jsonb_build_array(center_id, feed_id, version)
            order by center_id, feed_id), '[]')
        from feed where changed_at >= v_since), 'shut', feed_shut(v_since));
end $$;
grant execute on function duty.feed_changes(text) to duty_jobs;
