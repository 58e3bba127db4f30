-- Trigger: a duty that was split is not asked for a second time when the month's shifts are made
-- again from the demand.
create or replace function duty.handover_once() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if exists (select from handover h
            join shift s on s.center_id = h.center_id and s.shift_id = h.root_id
            where h.center_id = new.center_id and s.post_id = new.post_id and s.role = new.role
                and h.starts = new.starts and h.ends = new.ends) then
        return null;
    end if;
    return new;
end $$;
create or replace trigger handed_over before insert on duty.shift
    for each row execute function duty.handover_once();
grant execute on function duty.handover_once() to duty_app;
