-- The draft of a roster against what is published, duty by duty: added, removed or kept.
create or replace function duty.roster_diff(p_roster_id bigint) returns table (
    change text, shift_id bigint, provider_id bigint, is_pinned boolean, reason jsonb,
    assignment_id bigint)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
        select case when p.shift_id is null then 'added' when d.shift_id is null then 'removed'
                else 'kept' end,
            shift_id, provider_id, coalesce(d.is_pinned, p.is_pinned), coalesce(d.reason, p.reason),
            p.assignment_id
        from (select * from draft_assignment
              where center_id = current_center() and roster_id = p_roster_id) d
        full join (select a.* from assignment a
              join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
              where a.center_id = current_center() and s.roster_id = p_roster_id
                  and a.state = 'published') p using (shift_id, provider_id);
end $$;
grant execute on function duty.roster_diff(bigint) to duty_app;
