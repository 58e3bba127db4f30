-- Brings a roster's stored shifts up to date with what is needed. What is published stays with its
-- people: a shift nobody asks for any more needs 0 from then on and leaves the draft, so that the
-- next publication takes it back; new points go to the accounts at once.
create or replace function duty.demand_refresh(p_roster_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_changes jsonb;
    v_gone bigint[];
    v_repaid jsonb;
begin
    select coalesce(jsonb_agg(to_jsonb(c)), '[]') into v_changes from demand_change(p_roster_id) c;
    v_gone := array(select (c ->> 'shift_id')::bigint from jsonb_array_elements(v_changes) c
        where c ->> 'change' = 'gone');
    delete from draft_assignment where center_id = v_center and shift_id = any (v_gone);
    if v_changes <> '[]' then -- whoever looked at the draft has not seen these shifts
        update roster set draft_version = draft_version + 1
            where center_id = v_center and roster_id = p_roster_id and drafted_at is not null;
    end if;
    delete from shift s where s.center_id = v_center and s.shift_id = any (v_gone) and not exists (
        select from assignment a where a.center_id = v_center and a.shift_id = s.shift_id);
    update shift set needed = 0 where center_id = v_center and shift_id = any (v_gone);
    select jsonb_agg(jsonb_build_object('shift', a.shift_id, 'provider', a.provider_id))
        into v_repaid
        from jsonb_array_elements(v_changes) c
        join shift s on s.center_id = v_center and s.shift_id = (c ->> 'shift_id')::bigint
            and (s.point_kind, s.points::text)
                <> (c #>> '{wanted,point_kind}', c #>> '{wanted,points}')
        join assignment a on a.center_id = v_center and a.shift_id = s.shift_id
            and a.state = 'published'
        where c ->> 'change' = 'changed';
    perform ledger_take(v_repaid) where v_repaid is not null;
    update shift s set day_type = w.day_type, point_kind = w.point_kind, points = w.points,
            needed = w.needed, skills = w.skills, priority = w.priority, is_night = w.is_night
        from jsonb_array_elements(v_changes) c
        cross join jsonb_populate_record(null::shift, c -> 'wanted') w
        where s.center_id = v_center and s.shift_id = (c ->> 'shift_id')::bigint
            and c ->> 'change' = 'changed';
    perform ledger_add(v_repaid) where v_repaid is not null;
    insert into shift (center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during,
            day_type, point_kind, points, needed, skills, priority, is_night)
        select center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during, day_type,
            point_kind, points, needed, skills, priority, is_night
        from jsonb_array_elements(v_changes) c
        cross join jsonb_populate_record(null::shift, c -> 'wanted') w
        where c ->> 'change' = 'new'
        order by starts, post_id, role;
end $$;
grant execute on function duty.demand_refresh(bigint) to duty_app;
