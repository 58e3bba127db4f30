-- One event of a provider's calendar as the feed tells it (feed_event), with its zone and end (ends_at).
-- One that is not theirs any more is CANCELLED, or GONE when it goes on without them. Never the
-- colleague: another name there is no news of this event, and no mail carries a second person.
create or replace function duty.invite_event(p_provider bigint, p_assignment bigint, p_hearing bigint)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_event jsonb;
    v record;
begin
    select uid, during, zone into v from (
        select a.uid, s.during, s.zone from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = v_center and a.assignment_id = p_assignment
        union all
        select uid, during, zone from hearing
            where center_id = v_center and hearing_id = p_hearing) e;
    v_event := feed_event(p_provider, v.uid) - 'partner';
    return v_event || jsonb_build_object('zone', v.zone, 'ends_at', upper(v.during), 'status',
        case when v_event ->> 'status' = 'CONFIRMED' then 'CONFIRMED'
            when v_event ->> 'state' in ('scheduled', 'held') then 'GONE' else 'CANCELLED' end);
end $$;
grant execute on function duty.invite_event(bigint, bigint, bigint) to duty_guard;
