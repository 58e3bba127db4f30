-- Trigger: a hearing keeps its uid for life, is never removed, and what calendars see as its sequence
-- only rises (RFC 5545 3.8.7.4). Whatever else of it changes leaves a version (hearing_change), one by
-- one: the foreign key hearing_version insists that it is there at the end of the transaction.
create or replace function duty.hearing_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        perform fail('constraint.immutable', 'DU409', p_value => tg_table_name);
    end if;
    if (new.center_id, new.hearing_id, new.uid) <> (old.center_id, old.hearing_id, old.uid) then
        perform fail('constraint.hearing_uid', 'DU409');
    end if;
    if new.sequence < old.sequence or new.sequence > old.sequence + 1
            or coalesce(new.version, 0) < coalesce(old.version, 0)
            or new.version > coalesce(old.version, 0) + 1 then
        perform fail('constraint.hearing_sequence', 'DU409');
    end if;
    if new.version is not distinct from old.version and (new.case_id, new.starts, new.ends, new.zone,
            new.room, new.judge, new.mode, new.kind, new.state, new.reason, new.decided_on,
            new.law, new.latest_on, new.follows_id) is distinct from (old.case_id, old.starts,
            old.ends, old.zone, old.room, old.judge, old.mode, old.kind, old.state, old.reason,
            old.decided_on, old.law, old.latest_on, old.follows_id) then
        perform fail('constraint.hearing_version', 'DU409');
    end if;
    return new;
end $$;
create or replace trigger guard before update or delete on duty.hearing
    for each row execute function duty.hearing_guard();
grant execute on function duty.hearing_guard() to duty_app;
