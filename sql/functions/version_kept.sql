-- Trigger, at the end of a transaction: a roster's newest version is on record.
create or replace function duty.version_kept() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if current_user = 'duty_app' and new.version > 0 and not exists (
            select from roster_version v where v.center_id = new.center_id
                and v.roster_id = new.roster_id and v.version >= new.version) then
        perform fail('constraint.version', 'DU409');
    end if;
    return null;
end $$;
drop trigger if exists version_kept on duty.roster;
create constraint trigger version_kept after insert or update of version on duty.roster
    deferrable initially deferred for each row execute function duty.version_kept();
grant execute on function duty.version_kept() to duty_app;
