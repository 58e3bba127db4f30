-- Who stands what in a roster as those who plan see it: the draft, or what is published where there
-- is none.
create or replace function duty.draft_rows(p_roster_id bigint) returns table (
    shift_id bigint, provider_id bigint, is_pinned boolean, reason jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    if exists (select from roster where center_id = current_center() and roster_id = p_roster_id
            and drafted_at is not null) then
        return query
            select shift_id, provider_id, is_pinned, reason from draft_assignment
            where center_id = current_center() and roster_id = p_roster_id;
    else
        return query
            select a.shift_id, a.provider_id, a.is_pinned, a.reason
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = current_center() and s.roster_id = p_roster_id
                and a.state = 'published' and s.needed > 0;
    end if;
end $$;
grant execute on function duty.draft_rows(bigint) to duty_app;
