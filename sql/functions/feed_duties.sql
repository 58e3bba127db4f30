-- These assignments of a Centre as calendars show them: a withdrawn one as cancelled. partner: the
-- colleague of the same post and hours in the other role, with the telephone number to ring. changed
-- covers all that is shown. In plpgsql, which keeps its plan: each calendar is one call.
create or replace function duty.feed_duties(p_center bigint, p_ids bigint[])
    returns table (starts timestamp, uid text, body json)
language plpgsql stable set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    return query
        with post as materialized (
            select d.post_id, d.name, d.kind, d.shown_at,
                nullif(concat_ws(', ', l.name, nullif(l.address, '')), '') as place
            from duty_post d
            left join place l on l.center_id = d.center_id and l.place_id = d.place_id
            where d.center_id = p_center)
        select s.starts, a.uid, json_build_object('uid', a.uid, 'sequence', a.sequence,
            'changed', to_char(greatest(a.changed_at, o.shown_at, partner.shown_at, d.shown_at)
                at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
            'starts', to_char(s.starts, 'YYYYMMDD"T"HH24MISS'),
            'ends', to_char(s.ends, 'YYYYMMDD"T"HH24MISS'), 'kind', 'duty',
            'status', case a.state when 'published' then 'CONFIRMED' else 'CANCELLED' end,
            'busy', d.kind = 'court_onsite', 'post', d.name, 'role', s.role, 'place', d.place,
            'partner', partner.body, 'path', '/roster?month=' || to_char(s.duty_day, 'YYYY-MM'))
        from unnest(p_ids) i(id)
        join assignment a on a.center_id = p_center and a.assignment_id = i.id
        join shift s on s.center_id = p_center and s.shift_id = a.shift_id
        join post d on d.post_id = s.post_id
        left join shift o on o.center_id = p_center and o.post_id = s.post_id
            and o.role = case s.role when 'main' then 'backup' when 'backup' then 'main' end
            and o.starts = s.starts and o.ends = s.ends
        left join lateral (
            select json_build_object('name', n.full_name, 'phone', k.address) as body, n.shown_at
            from assignment b
            join provider p on p.center_id = b.center_id and p.provider_id = b.provider_id
            join person n on n.center_id = p.center_id and n.person_id = p.person_id
            left join contact k on k.center_id = n.center_id and k.person_id = n.person_id
                and k.channel = 'sms' and k.verified_at is not null
            where b.center_id = p_center and b.shift_id = o.shift_id and b.state = 'published'
            order by b.provider_id, k.verified_at desc, k.contact_id desc limit 1) partner on true;
end $$;
grant execute on function duty.feed_duties(bigint, bigint[]) to duty_jobs, duty_app, duty_guard;
