-- Writes down every reminder of what is to come that is not written down yet, by the rules
-- reminder.hearing.1 and so on. One whose time had passed when the person was told is not sent; one that
-- was dropped because the event was gone comes back with it.
create or replace function duty.reminder_plan() returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_off constant date[] := array(select c.day
        from center_calendar(v_now::date - 30, v_now::date + 400) c where is_day_off(c.type));
    v_gone constant text[] := array['moved', 'cancelled', 'released'];
begin
    insert into reminder (center_id, provider_id, hearing_id, assignment_id, step, starts_at, due_at,
            state, reason, ended_at)
        select current_center(), e.provider_id, e.hearing_id, e.assignment_id, r.key, e.starts_at,
            d.due_at, case when d.due_at > v_now then 'waiting' else 'dropped' end,
            case when d.due_at <= v_now then 'told_since' end, case when d.due_at <= v_now then v_now end
        from reminder_events() e
        join (select key, value, valid, split_part(key, '.', 2) as kind from rule
              where key like 'reminder.%' offset 0) r on r.kind = e.kind and r.valid @> e.starts::date
        cross join lateral (select reminder_at(e.starts, r.value, v_now at time zone e.zone, v_off)
            at time zone e.zone as due_at) d
        where not exists (select from reminder m where m.center_id = current_center()
            and m.step = r.key and m.provider_id = e.provider_id and m.starts_at = e.starts_at
            and coalesce(m.hearing_id, m.assignment_id) = coalesce(e.hearing_id, e.assignment_id)
            and (m.state <> 'dropped' or m.reason <> all (v_gone) or m.due_at <= v_now))
        on conflict (center_id, step, provider_id, coalesce(hearing_id, assignment_id), starts_at)
            do update set state = 'waiting', reason = null, ended_at = null;
end $$;
grant execute on function duty.reminder_plan() to duty_guard;
