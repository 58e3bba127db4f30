-- Locks a roster and sees to it that there is a draft to change: the first starts from what is
-- published. Returns the roster.
create or replace function duty.draft_open(p_roster_id bigint) returns duty.roster
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster roster;
begin
    perform write_lock();
    select * into v_roster from roster
        where center_id = current_center() and roster_id = p_roster_id for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    if v_roster.drafted_at is null then
        insert into draft_assignment (center_id, roster_id, shift_id, provider_id, during, is_pinned,
                reason)
            select a.center_id, p_roster_id, a.shift_id, a.provider_id, s.during, a.is_pinned,
                a.reason
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = current_center() and s.roster_id = p_roster_id
                and a.state = 'published' and s.needed > 0;
        update roster set drafted_at = duty.now()
            where center_id = current_center() and roster_id = p_roster_id
            returning * into v_roster;
    end if;
    return v_roster;
end $$;
grant execute on function duty.draft_open(bigint) to duty_app;
