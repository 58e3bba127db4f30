-- The approved absences of a provider as calendars show them: that, and never why. Whole days are
-- dates (RFC 5545, 3.3.4), the end exclusive. Runs as duty_guard: the daemon's own role reads none.
create or replace function duty.feed_absences(
    p_center bigint, p_provider bigint, p_window tstzrange, p_zone text)
    returns table (starts timestamp, uid text, body json)
language plpgsql stable security definer set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
        select v.starts, v.uid, json_build_object('uid', v.uid, 'sequence', a.sequence,
            'changed', to_char(coalesce(a.decided_at, a.asked_at, lower(a.during))
                at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
            'starts', to_char(v.starts, f.form), 'ends', to_char(v.ends, f.form),
            'kind', 'absence', 'status', 'CONFIRMED', 'all_day', v.whole, 'busy', not v.whole,
            'path', '/me/absences')
        from absence a
        cross join lateral (
            select w.starts, w.ends, w.starts = w.starts::date and w.ends = w.ends::date as whole,
                format('absence-%s-%s@dutyd', a.center_id, a.absence_id) as uid
            from (select lower(a.during) at time zone p_zone,
                upper(a.during) at time zone p_zone) w(starts, ends)) v
        cross join lateral (select case when v.whole then 'YYYYMMDD'
            else 'YYYYMMDD"T"HH24MISS' end as form) f
        where a.center_id = p_center and a.provider_id = p_provider and a.state = 'approved'
            and a.during && p_window;
end $$;
alter function duty.feed_absences(bigint, bigint, tstzrange, text) owner to duty_guard;
grant execute on function duty.feed_absences(bigint, bigint, tstzrange, text) to duty_jobs;
