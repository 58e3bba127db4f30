-- The minutes of a roster's days, from now on, in which a custody post has nobody to answer. why:
-- 'demand' when no rule puts a main duty there, 'staffing' when nobody stands the duty that is
-- needed, by the draft or as published. Duties of the neighbouring months count as published. By the
-- draft, whoever is on an approved absence does not stand: somebody else is found now. As published
-- they do, for a version says who was put there; whom an absence takes off later, today_gaps says.
create or replace function duty.custody_gaps(p_roster_id bigint, p_draft boolean) returns table (
    post_id bigint, during tstzrange, why text)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_ahead constant tstzmultirange := tstzmultirange(tstzrange(duty.now(), null));
begin
    return query
    with line as materialized (
        select l.* from roster r
        cross join lateral custody_lines(lower(r.period), upper(r.period) - 1) l
        where r.center_id = current_center() and r.roster_id = p_roster_id
    ), staffed as materialized (
        select f.shift_id, f.provider_id from roster_diff(p_roster_id) f
        where f.change <> case when p_draft then 'removed' else 'added' end
        union
        select a.shift_id, a.provider_id from line l
        join shift s on s.center_id = current_center() and s.post_id = l.post_id
            and s.roster_id <> p_roster_id and s.during && range_merge(l.owned)
        join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
            and a.state = 'published'
    ), stood as (
        select l.post_id, coalesce(range_agg(tstzmultirange(s.during) - coalesce((
            select range_agg(b.during) from absence b
            where b.center_id = s.center_id and b.provider_id = f.provider_id
                and b.state = 'approved' and b.during && s.during and p_draft), '{}')), '{}') as times
        from line l
        join shift s on s.center_id = current_center() and s.post_id = l.post_id
            and s.role = l.role
        join staffed f on f.shift_id = s.shift_id
        group by l.post_id
    )
    select l.post_id, g.during, g.why
    from line l
    left join stood t on t.post_id = l.post_id
    cross join lateral (
        select unnest((l.serves - l.asked) * v_ahead) as during, 'demand' as why
        union all
        select unnest((l.owned - coalesce(t.times, '{}')) * v_ahead), 'staffing') g
    order by l.post_id, lower(g.during);
end $$;
grant execute on function duty.custody_gaps(bigint, boolean) to duty_app;
