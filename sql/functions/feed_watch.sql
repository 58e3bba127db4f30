-- Who is on duty, as the calendar of a post, a body or the Centre shows it: one event for each shift
-- that somebody stands, for life. A body has the shifts of the posts that serve it (list_served) and
-- the Centre's line, and never a collaborator. Without a verified number: the Centre's own line.
create or replace function duty.feed_watch(p_feed duty.feed, p_window tstzrange, p_today date)
    returns table (starts timestamp, uid text, body json)
language sql stable set search_path = duty, pg_temp as $$
    with served as materialized (
        select post_id, valid from list_served()
        where p_feed.kind = 'body' and org_id = org_at(p_feed.org_id, p_today, p_feed.center_id)
    ), standing as materialized (
        select s.shift_id, max(greatest(a.changed_at, n.shown_at)) as changed_at,
            jsonb_agg(jsonb_build_object('name', n.full_name, 'phone', coalesce((
                select k.address from contact k
                where k.center_id = n.center_id and k.person_id = n.person_id
                    and k.channel = 'sms' and k.verified_at is not null
                order by k.verified_at desc, k.contact_id desc limit 1), c.hotline))
                order by n.full_name collate "vi-x-icu", p.provider_id) as people
        from shift s
        join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
            and a.state = 'published'
        join provider p on p.center_id = a.center_id and p.provider_id = a.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        join center c on c.center_id = s.center_id
        where s.center_id = p_feed.center_id and s.during && p_window and case p_feed.kind
            when 'center' then true when 'post' then s.post_id = p_feed.post_id
            else p.class <> 'collaborator' and (s.role = 'centre' or exists (
                select from served v where v.post_id = s.post_id and v.valid @> s.duty_day)) end
        group by s.shift_id)
    select s.starts, v.uid, json_build_object('uid', v.uid, 'sequence', s.shown_sequence,
        'changed', to_char(v.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
        'starts', to_char(s.starts, 'YYYYMMDD"T"HH24MISS'),
        'ends', to_char(s.ends, 'YYYYMMDD"T"HH24MISS'), 'kind', 'watch', 'status', 'CONFIRMED',
        'busy', false, 'post', d.name, 'role', s.role, 'people', t.people,
        'place', nullif(concat_ws(', ', l.name, nullif(l.address, '')), ''),
        'path', '/roster?month=' || to_char(s.duty_day, 'YYYY-MM'))
    from standing t
    join shift s on s.center_id = p_feed.center_id and s.shift_id = t.shift_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join place l on l.center_id = d.center_id and l.place_id = d.place_id
    cross join lateral (select format('shift-%s-%s@dutyd', s.center_id, s.shift_id) as uid,
        greatest(s.shown_at, t.changed_at, d.shown_at) as changed_at) v
$$;
grant execute on function duty.feed_watch(duty.feed, tstzrange, date) to duty_jobs;
