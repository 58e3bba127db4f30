-- Trigger of hearing_change: keeps late_hearing to the day a hearing now has. Looked at when a hearing
-- is new, comes back, gets another day, or, where hours count, another hour. A correction announces
-- nothing, so it changes nothing here. Of a list's thousands of rows only those near enough to be late
-- by any rule, or late until now, are looked at one by one.
create or replace function duty.late_hearing_keep() returns trigger
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_soon constant timestamp := (
        select max(duty.now() at time zone c.zone + case r.unit when 'hours'
            then make_interval(hours => r.value) else make_interval(days => r.value + 1) end)
        from center c cross join rule r
        where c.center_id = current_center() and r.key like 'late.%');
    v_is_moved boolean;
    v_late jsonb;
    v record;
begin
    for v in
        select n.*, t.starts, l.unit from added n
        cross join lateral (select ((n.after ->> 'date') || ' ' || (n.after ->> 'time'))::timestamp
            as starts) t
        left join late_hearing l on l.center_id = n.center_id and l.hearing_id = n.hearing_id
        where not n.is_correction and n.after ->> 'state' = 'scheduled'
            and (t.starts <= v_soon or l.hearing_id is not null)
    loop
        v_is_moved := v.before is null or v.before ->> 'state' is distinct from v.after ->> 'state'
            or v.before ->> 'date' is distinct from v.after ->> 'date';
        if not v_is_moved and v.before ->> 'time' is not distinct from v.after ->> 'time' then
            continue;
        end if;
        v_late := late_notice(v.starts, v.after ->> 'kind', v.after ->> 'subject');
        if not v_is_moved and v.unit is distinct from 'hours'
                and v_late ->> 'unit' is distinct from 'hours' then
            continue;
        end if;
        delete from late_hearing where center_id = v.center_id and hearing_id = v.hearing_id;
        if v_late is not null then
            insert into late_hearing select v.center_id, v.hearing_id, v_late ->> 'rule',
                (v_late ->> 'needed')::integer, (v_late ->> 'found')::integer, v_late ->> 'unit',
                v_late ->> 'legal_basis', v.changed_at;
        end if;
    end loop;
    return null;
end $$;
alter function duty.late_hearing_keep() owner to duty_guard;
create or replace trigger late after insert on duty.hearing_change
    referencing new table as added for each statement execute function duty.late_hearing_keep();
grant execute on function duty.late_hearing_keep() to duty_app;
