-- The shifts of a roster that lack people, by the draft or as published, with the reasons the engine
-- gave why nobody could take them.
create or replace function duty.roster_uncovered(p_roster_id bigint, p_draft boolean) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'role', s.role, 'day', s.duty_day, 'starts', wall(s.starts),
            'ends', wall(s.ends), 'missing', s.needed - n.there,
            'excluded', case when p_draft then (
                select x -> 'excluded' from jsonb_array_elements(r.draft -> 'uncovered') x
                where (x ->> 'shift')::bigint = s.shift_id limit 1) end)
            order by s.starts, d.name, s.role), '[]')
        from roster r
        join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join (
            select shift_id, count(*) as there from roster_diff(p_roster_id)
            where change <> case when p_draft then 'removed' else 'added' end
            group by shift_id) f on f.shift_id = s.shift_id
        cross join lateral (select coalesce(f.there, 0) as there) n
        where r.center_id = current_center() and r.roster_id = p_roster_id
            and (p_draft or r.version > 0) and n.there < s.needed);
end $$;
grant execute on function duty.roster_uncovered(bigint, boolean) to duty_app;
