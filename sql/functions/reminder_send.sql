-- Reminders, called by the clock: plans what is new, drops what is gone, and sends what is due. Of
-- several that have come due for the same thing (the daemons were down, or days off lie between) only
-- the last is sent. Of each it is written down whether it was sent, or why not. Runs as duty_guard.
create or replace function duty.reminder_send() returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_now constant timestamptz := duty.now();
    v_sent integer := 0;
    v_kind text;
    v record;
begin
    perform reminder_drop();
    perform reminder_plan();
    for v in
        select m, p.person_id, m.reminder_id <> last_value(m.reminder_id) over (
                partition by m.provider_id, m.hearing_id, m.assignment_id
                order by m.due_at, m.step rows between unbounded preceding and unbounded following)
                as is_overtaken
        from reminder m
        join provider p on p.center_id = m.center_id and p.provider_id = m.provider_id
        where m.center_id = v_center and m.state = 'waiting' and m.due_at <= v_now
        order by m.starts_at, m.reminder_id
    loop
        v_kind := case when (v.m).hearing_id is null then 'duty.reminder' else 'hearing.reminder' end;
        if v.is_overtaken then
            perform reminder_end(v.m, 'overtaken');
        elsif exists (select from notice_choice c where c.center_id = v_center
                and c.person_id = v.person_id and v_kind = any (c.off)) then
            perform reminder_end(v.m, 'switched_off');
        elsif notice_tell(v.person_id, v_kind, reminder_event(v.m), reminder_params(v.m),
                (v.m).starts_at) = 0 then
            perform reminder_end(v.m, 'unreachable');
        else
            perform reminder_end(v.m, null);
            v_sent := v_sent + 1;
        end if;
    end loop;
    return v_sent;
end $$;
alter function duty.reminder_send() owner to duty_guard;
grant execute on function duty.reminder_send() to duty_jobs;
