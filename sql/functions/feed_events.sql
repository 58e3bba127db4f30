-- All that a calendar shows, in its order. From a month ago to thirteen months ahead: whole days of the
-- Centre's zone, so that it changes by itself at midnight only. Never the subject of a case. level
-- busy: when, and nothing else, whole days as hours; names of their own, which lead to nothing: true
-- ones can be counted through, so each calendar's are made with its salt.
create or replace function duty.feed_events(p_feed duty.feed, p_level text, p_zone text, p_today date)
    returns json
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_window constant tstzrange := tstzrange((p_today - interval '1 month') at time zone p_zone,
        (p_today + interval '13 months') at time zone p_zone);
    v_shown constant timestamptz := (p_today - rule_value('hearing.cancelled_shown_days'))::timestamp
        at time zone p_zone;
begin
    if p_feed.kind <> 'provider' then
        return (select coalesce(json_agg(body order by starts, uid), '[]')
            from feed_watch(p_feed, v_window, p_today));
    elsif p_level = 'full' then
        return (select coalesce(json_agg(body order by starts, uid), '[]')
            from feed_own(p_feed, v_window, v_shown, p_zone));
    end if;
    return (
        select coalesce(json_agg(json_build_object('uid', b.uid, 'kind', 'busy', 'busy', true,
            'sequence', body -> 'sequence', 'changed', body -> 'changed',
            'starts', (body ->> 'starts') || b.midnight, 'ends', (body ->> 'ends') || b.midnight,
            'status', 'CONFIRMED') order by starts, b.uid), '[]')
        from feed_own(p_feed, v_window, v_shown, p_zone) e
        cross join lateral (select 'busy-' || left(encode(sha256(convert_to(
                p_feed.salt::text || e.uid, 'UTF8')), 'hex'), 32) || '@dutyd' as uid,
            case when (body ->> 'all_day')::boolean then 'T000000' else '' end as midnight) b
        where body ->> 'status' = 'CONFIRMED'
            and ((body ->> 'busy')::boolean or body ->> 'kind' = 'absence'));
end $$;
grant execute on function duty.feed_events(duty.feed, text, text, date) to duty_jobs;
