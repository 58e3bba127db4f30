-- Trigger: the daemon changes who is published on a duty only while it makes the next version of that
-- roster, which roster_keep then writes down and version_kept insists on.
create or replace function duty.version_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if current_user = 'duty_app' and not exists (
            select from shift s
            join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
            where s.center_id = new.center_id and s.shift_id = new.shift_id and r.version > 0
                and not exists (select from roster_version v where v.center_id = r.center_id
                    and v.roster_id = r.roster_id and v.version = r.version)) then
        perform fail('constraint.version', 'DU409');
    end if;
    return null;
end $$;
create or replace trigger version_guard after insert or update of state, shift_id, provider_id
    on duty.assignment for each row execute function duty.version_guard();
grant execute on function duty.version_guard() to duty_app;
