-- Published shifts of the next fourteen days that lack people; whoever is absent for what is left of
-- a shift, or for a part of it, is lacking.
create or replace function duty.today_gaps(p_today date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends),
            'missing', s.needed - n.there, 'month', to_char(s.duty_day, 'YYYY-MM'))
            order by s.starts, d.name), '[]')
        from shift s
        join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id and r.version > 0
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        cross join lateral (select count(*) as there from assignment a
            where a.center_id = s.center_id and a.shift_id = s.shift_id
                and a.state = 'published' and not exists (select from absence b
                    where b.center_id = a.center_id and b.provider_id = a.provider_id
                        and b.state = 'approved'
                        and b.during && (s.during * tstzrange(duty.now(), null)))) n
        where s.center_id = current_center() and s.starts >= p_today - interval '1 day'
            and s.starts < p_today + interval '14 days' and upper(s.during) > duty.now()
            and n.there < s.needed);
end $$;
grant execute on function duty.today_gaps(date) to duty_app;
