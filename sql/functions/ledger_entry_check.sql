-- Trigger: an entry is there once. A duty's points, its way and its calls can be in the account only
-- once at a time, and what takes an entry back is its mirror image.
create or replace function duty.ledger_entry_check() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_old ledger_entry;
begin
    if new.reverses is not null then
        select * into v_old from ledger_entry
            where center_id = new.center_id and entry_id = new.reverses;
        if v_old.reverses is not null
                or (v_old.provider_id, v_old.assignment_id, v_old.point_kind, v_old.cause,
                    v_old.on_day, -v_old.points) is distinct from (new.provider_id,
                    new.assignment_id, new.point_kind, new.cause, new.on_day, new.points) then
            perform fail('error.ledger.mirror', 'DU409', p_value => new.reverses::text);
        end if;
    elsif new.assignment_id is not null and exists (select from ledger_entry e
            where e.center_id = new.center_id and e.assignment_id = new.assignment_id
                and e.cause = new.cause and e.reverses is null
                and not exists (select from ledger_entry r where r.center_id = e.center_id
                    and r.reverses = e.entry_id)) then
        perform fail('error.ledger.twice', 'DU409', p_value => new.assignment_id::text);
    end if;
    return new;
end $$;
create or replace trigger once before insert on duty.ledger_entry
    for each row execute function duty.ledger_entry_check();
grant execute on function duty.ledger_entry_check() to duty_app;
