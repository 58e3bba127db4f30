-- The other duties of a person that a shift must go together with: those of the drafts, and those
-- published where there is no draft of the same roster to take their place. p_without: shifts not
-- counted. p_published: whatever is published counts as well, as for a change that is published at
-- once. Only those near enough to share a month or a week.
create or replace function duty.duty_others(
    p_shift bigint, p_provider bigint, p_without bigint[], p_published boolean)
    returns setof duty.shift
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_shift shift;
    v_has_draft boolean;
    v_near bigint[]; -- rosters
begin
    select * into v_shift from shift where center_id = v_center and shift_id = p_shift;
    select drafted_at is not null into v_has_draft from roster
        where center_id = v_center and roster_id = v_shift.roster_id;
    v_near := array(select roster_id from roster where center_id = v_center
        and period && daterange(v_shift.duty_day - 40, v_shift.duty_day + 41));
    -- Materialized, and shift by shift by its key: left free, the planner reads all years' shifts.
    return query
        with near as materialized (
            select shift_id, roster_id from shift
            where center_id = v_center and roster_id = any (v_near)
        ), theirs as materialized (
            select d.shift_id from draft_assignment d
            where d.center_id = v_center and d.provider_id = p_provider
                and d.roster_id = any (v_near)
            union
            select a.shift_id from assignment a join near x on x.shift_id = a.shift_id
            where a.center_id = v_center and a.provider_id = p_provider
                and a.state = 'published'
                and (p_published or not v_has_draft or x.roster_id <> v_shift.roster_id)
        )
        select s.*
        from theirs t
        cross join lateral (
            select * from shift x
            where x.center_id = v_center and x.shift_id = t.shift_id limit 1) s
        where s.duty_day between v_shift.duty_day - 40 and v_shift.duty_day + 40
            and s.shift_id <> p_shift and s.shift_id <> all (p_without);
end $$;
grant execute on function duty.duty_others(bigint, bigint, bigint[], boolean) to duty_app;
