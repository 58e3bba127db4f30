-- The duties of a personal calendar. partner: the colleague of the same post and hours in the other
-- role, with the telephone number to ring.
create or replace function duty.feed_duties(
    p_center bigint, p_provider bigint, p_window tstzrange)
    returns table (starts timestamp, uid text, changed_at timestamptz, body jsonb)
language sql stable set search_path = duty, pg_temp as $$
    select s.starts, a.uid, a.changed_at, jsonb_build_object('uid', a.uid, 'sequence', a.sequence,
        'changed', to_char(a.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
        'starts', to_char(s.starts, 'YYYYMMDD"T"HH24MISS'),
        'ends', to_char(s.ends, 'YYYYMMDD"T"HH24MISS'), 'kind', 'duty', 'status', 'CONFIRMED',
        'post', d.name, 'post_kind', d.kind, 'role', s.role,
        'place', nullif(concat_ws(', ', l.name, nullif(l.address, '')), ''),
        'partner', partner.body, 'path', '/roster?month=' || to_char(s.duty_day, 'YYYY-MM'))
    from assignment a
    join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join place l on l.center_id = d.center_id and l.place_id = d.place_id
    left join lateral (
        select jsonb_build_object('name', n.full_name, 'phone', k.address) as body
        from shift o
        join assignment b on b.center_id = o.center_id and b.shift_id = o.shift_id
            and b.state = 'published'
        join provider p on p.center_id = b.center_id and p.provider_id = b.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        left join contact k on k.center_id = n.center_id and k.person_id = n.person_id
            and k.channel = 'sms' and k.verified_at is not null
        where o.center_id = s.center_id and o.post_id = s.post_id and o.starts = s.starts
            and o.ends = s.ends and o.role <> s.role and s.role in ('main', 'backup')
            and o.role in ('main', 'backup')
        order by b.provider_id, k.verified_at desc, k.contact_id desc limit 1) partner on true
    where a.center_id = p_center and a.provider_id = p_provider and a.state = 'published'
        and s.during && p_window
$$;
grant execute on function duty.feed_duties(bigint, bigint, tstzrange) to duty_jobs;
