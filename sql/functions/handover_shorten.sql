-- Everything that hangs on a shift takes over its new hours: drafts, diaries, calendars. Whoever stands
-- the post at these hours too no longer has this colleague in the calendar: changed, and not moved.
create or replace function duty.handover_shorten(p_shift_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_shift shift;
    v_people bigint[];
    v_beside bigint[];
begin
    select * into v_shift from shift where center_id = v_center and shift_id = p_shift_id;
    update draft_assignment set during = v_shift.during
        where center_id = v_center and shift_id = p_shift_id;
    with now_shorter as (
        update assignment set sequence = sequence + 1, changed_at = duty.now()
            where center_id = v_center and shift_id = p_shift_id and state = 'published'
            returning assignment_id, provider_id
    ), gone as (
        delete from commitment c using now_shorter a
            where c.center_id = v_center and c.kind = 'duty' and c.ref_id = a.assignment_id)
    select array_agg(provider_id) into v_people from now_shorter;
    insert into commitment (center_id, provider_id, during, kind, ref_id)
        select v_center, provider_id, v_shift.during, 'duty', assignment_id
        from assignment
        where center_id = v_center and shift_id = p_shift_id and state = 'published';
    with beside as (
        update assignment a set changed_at = duty.now()
            from shift o
            where o.center_id = v_center and o.post_id = v_shift.post_id
                and o.shift_id <> p_shift_id and o.during && v_shift.during
                and a.center_id = v_center and a.shift_id = o.shift_id and a.state = 'published'
            returning a.provider_id)
    select array_agg(provider_id) into v_beside from beside;
    perform feed_touch(v_people || v_beside), clash_resolve(v_people);
    perform invite_duties(array(select assignment_id from assignment
        where center_id = v_center and shift_id = p_shift_id and state = 'published'));
end $$;
grant execute on function duty.handover_shorten(bigint) to duty_app;
