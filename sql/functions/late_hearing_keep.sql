-- Trigger of hearing_change: keeps late_hearing to the day a hearing now has. Looked at when a hearing
-- is new, comes back, gets another day, or, where hours count, another hour. A correction announces
-- nothing, so it changes nothing here.
create or replace function duty.late_hearing_keep() returns trigger
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_is_open constant boolean := new.after ->> 'state' = 'scheduled';
    v_is_moved constant boolean := new.before is null
        or new.before ->> 'state' is distinct from new.after ->> 'state'
        or new.before ->> 'date' is distinct from new.after ->> 'date';
    v_late jsonb;
begin
    if new.is_correction or not v_is_open
            or not v_is_moved and new.before ->> 'time' is not distinct from new.after ->> 'time' then
        return null;
    end if;
    v_late := late_notice(((new.after ->> 'date') || ' ' || (new.after ->> 'time'))::timestamp,
        new.after ->> 'kind', new.after ->> 'subject');
    if not v_is_moved and not exists (select from late_hearing where center_id = new.center_id
            and hearing_id = new.hearing_id and unit = 'hours')
        and v_late ->> 'unit' is distinct from 'hours' then
        return null;
    end if;
    delete from late_hearing where center_id = new.center_id and hearing_id = new.hearing_id;
    if v_late is not null then
        insert into late_hearing select new.center_id, new.hearing_id, v_late ->> 'rule',
            (v_late ->> 'needed')::integer, (v_late ->> 'found')::integer, v_late ->> 'unit',
            v_late ->> 'legal_basis', new.changed_at;
    end if;
    return null;
end $$;
alter function duty.late_hearing_keep() owner to duty_guard;
create or replace trigger late after insert on duty.hearing_change
    for each row execute function duty.late_hearing_keep();
grant execute on function duty.late_hearing_keep() to duty_app;
