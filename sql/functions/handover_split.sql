-- Splits a duty in progress at a moment: who stands it keeps the time until then, the rest becomes a
-- shift of its own that somebody else can be given. Points go by the minutes of each part, as the
-- rule handover.points_step rounds them. Returns the new shift; the caller publishes it.
create or replace function duty.handover_split(p_shift_id bigint, p_at timestamptz) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_shift shift;
    v_at timestamp;
    v_step integer;
    v_held jsonb;
    v_points integer;
    v_rest bigint;
begin
    select * into v_shift from shift
        where center_id = current_center() and shift_id = p_shift_id for update;
    v_at := date_trunc('minute', p_at at time zone v_shift.zone);
    v_step := rule_value('handover.points_step', v_shift.duty_day);
    select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id)), '[]')
        into v_held from assignment
        where center_id = v_shift.center_id and shift_id = p_shift_id and state = 'published';
    v_points := v_step * round(v_shift.points::numeric / v_step
        * extract(epoch from v_at - v_shift.starts) / extract(epoch from v_shift.ends - v_shift.starts));
    perform ledger_take(v_held);
    update shift set ends = v_at, during = tstzrange(starts at time zone zone, v_at at time zone zone),
            points = v_points, is_night = handover_is_night(starts, v_at, duty_day)
        where center_id = v_shift.center_id and shift_id = p_shift_id;
    insert into shift (center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during,
            day_type, point_kind, points, needed, skills, priority, is_night)
        values (v_shift.center_id, v_shift.roster_id, v_shift.post_id, v_shift.role,
            v_shift.duty_day, v_at, v_shift.ends, v_shift.zone,
            tstzrange(v_at at time zone v_shift.zone, v_shift.ends at time zone v_shift.zone),
            v_shift.day_type, v_shift.point_kind, v_shift.points - v_points, v_shift.needed,
            v_shift.skills, v_shift.priority,
            handover_is_night(v_at, v_shift.ends, v_shift.duty_day)) returning shift_id into v_rest;
    insert into handover (center_id, rest_id, root_id, starts, ends, points)
        select v_shift.center_id, v_rest, coalesce(h.root_id, p_shift_id),
            coalesce(h.starts, v_shift.starts), coalesce(h.ends, v_shift.ends),
            coalesce(h.points, v_shift.points)
        from (values (p_shift_id)) x(id)
        left join handover h on h.center_id = v_shift.center_id and x.id in (h.rest_id, h.root_id)
        limit 1;
    perform handover_shorten(p_shift_id);
    perform ledger_add(v_held);
    return v_rest;
end $$;
grant execute on function duty.handover_split(bigint, timestamptz) to duty_app;
