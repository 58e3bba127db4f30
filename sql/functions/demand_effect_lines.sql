-- Each shift of a roster that the rules and the calendar would change, as a line for people.
-- people: how many stand it by what is published.
create or replace function duty.demand_effect_lines(p_roster_id bigint) returns table (
    i bigint, change text, starts timestamp, post text, role text, people bigint, line jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select row_number() over (order by w.starts, d.name, w.role), c.change, w.starts, d.name::text,
        w.role, n.people, jsonb_build_object('change', c.change, 'starts', wall(w.starts),
            'ends', wall(w.ends), 'post', d.name, 'role', w.role, 'needed', w.needed,
            'was', case when s.needed <> w.needed then s.needed end,
            'point_kind', case when s.point_kind <> w.point_kind then w.point_kind end,
            'people', nullif(n.people, 0))
    from demand_change(p_roster_id) c
    cross join lateral jsonb_populate_record(null::shift, c.wanted) w
    join duty_post d on d.center_id = w.center_id and d.post_id = w.post_id
    left join shift s on s.center_id = w.center_id and s.shift_id = c.shift_id
    cross join lateral (
        select count(*) as people from assignment a where a.center_id = w.center_id
            and a.shift_id = c.shift_id and a.state = 'published') n;
end $$;
grant execute on function duty.demand_effect_lines(bigint) to duty_app;
