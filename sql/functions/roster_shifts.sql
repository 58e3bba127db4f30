-- Makes the month's roster and its shifts; returns its number. Before the first publication, running
-- it again brings the shifts up to date with changed rules. What is published stays as people know
-- it: then only shifts newly asked for are added.
create or replace function duty.roster_shifts(p_month date) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_period constant daterange := daterange(p_month, (p_month + interval '1 month')::date);
    v_roster bigint;
    v_is_published boolean;
    v_gone bigint[];
begin
    insert into roster (center_id, period)
        select v_center, v_period
        where not exists (select from roster where center_id = v_center and period = v_period);
    select roster_id, version > 0 into v_roster, v_is_published from roster
        where center_id = v_center and period = v_period for update;
    insert into shift (center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during,
            day_type, point_kind, points, needed, skills, priority, is_night)
        select center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during, day_type,
            point_kind, points, needed, skills, priority, is_night
        from roster_demand(v_roster)
        on conflict (center_id, post_id, role, starts, ends) do update
            set day_type = excluded.day_type, point_kind = excluded.point_kind,
                points = excluded.points, needed = excluded.needed, skills = excluded.skills,
                priority = excluded.priority, is_night = excluded.is_night
            where not v_is_published and (shift.day_type, shift.point_kind, shift.points, shift.needed, shift.skills,
                shift.priority, shift.is_night) is distinct from (excluded.day_type,
                excluded.point_kind, excluded.points, excluded.needed, excluded.skills,
                excluded.priority, excluded.is_night);
    v_gone := array(
        select s.shift_id from shift s
        where s.center_id = v_center and s.roster_id = v_roster and not v_is_published
            and (s.post_id, s.role, s.starts, s.ends) not in (
                select d.post_id, d.role, d.starts, d.ends from roster_demand(v_roster) d));
    delete from draft_assignment where center_id = v_center and shift_id = any (v_gone);
    delete from shift where center_id = v_center and shift_id = any (v_gone);
    return v_roster;
end $$;
grant execute on function duty.roster_shifts(date) to duty_app;
