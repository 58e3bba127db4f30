-- The shifts of a roster that lack people, by the draft or as published, with what the engine gave
-- as the reason: the rules that excluded people, and where it found one, the certificate: places,
-- this shift's among them, for which fewer people are free than there are places.
create or replace function duty.roster_uncovered(p_roster_id bigint, p_draft boolean) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'role', s.role, 'day', s.duty_day, 'starts', wall(s.starts),
            'ends', wall(s.ends), 'missing', s.needed - n.there, 'excluded', u.x -> 'excluded',
            'certificate', case when jsonb_typeof(u.x -> 'certificate') = 'object' then
                jsonb_build_object('places', (
                    select sum(c.needed) from shift c
                    where c.center_id = s.center_id and c.roster_id = s.roster_id and c.shift_id in (
                        select i::bigint
                        from jsonb_array_elements_text(u.x #> '{certificate,shifts}') i)),
                    'free', jsonb_array_length(u.x #> '{certificate,providers}'), 'names', (
                    select string_agg(t.name, ', ' order by t.name collate "vi-x-icu")
                    from jsonb_array_elements_text(u.x #> '{certificate,providers}') i
                    join staff() t on t.provider_id = i::bigint)) end)
            order by s.starts, d.name, s.role), '[]')
        from roster r
        join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join (
            select shift_id, count(*) as there from roster_diff(p_roster_id)
            where change <> case when p_draft then 'removed' else 'added' end
            group by shift_id) f on f.shift_id = s.shift_id
        left join lateral (
            select x from jsonb_array_elements(r.draft -> 'uncovered') x
            where p_draft and (x ->> 'shift')::bigint = s.shift_id limit 1) u on true
        cross join lateral (select coalesce(f.there, 0) as there) n
        where r.center_id = current_center() and r.roster_id = p_roster_id
            and (p_draft or r.version > 0) and n.there < s.needed);
end $$;
grant execute on function duty.roster_uncovered(bigint, boolean) to duty_app;
