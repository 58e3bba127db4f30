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
    v_near bigint[];
begin
    select * into v_shift from shift where center_id = v_center and shift_id = p_shift;
    select drafted_at is not null into v_has_draft from roster
        where center_id = v_center and roster_id = v_shift.roster_id;
    v_near := array(
        select shift_id from draft_assignment
        where center_id = v_center and provider_id = p_provider
        union
        select a.shift_id from assignment a
        where a.center_id = v_center and a.provider_id = p_provider and a.state = 'published'
            and (p_published or not v_has_draft or a.shift_id not in (
                select shift_id from shift
                where center_id = v_center and roster_id = v_shift.roster_id)));
    return query
        select s.* from shift s
        where s.center_id = v_center and s.shift_id = any (v_near)
            and s.duty_day between v_shift.duty_day - 40 and v_shift.duty_day + 40
            and s.shift_id <> p_shift and s.shift_id <> all (p_without);
end $$;
grant execute on function duty.duty_others(bigint, bigint, bigint[], boolean) to duty_app;
