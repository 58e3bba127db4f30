-- Gives up reminders of what is no longer so, and says why; those written to the outbox that have not
-- left are superseded, or say what is so now. p_hearing_id: of this hearing alone; null: of all hearings
-- and duties.
create or replace function duty.reminder_drop(p_hearing_id bigint default null) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
begin
    with gone as (
        select m, m.reminder_id, m.state, case
            when m.starts_at <= v_now then 'past'
            when h.hearing_id is not null and h.state <> 'scheduled' then 'cancelled'
            when h.hearing_id is not null and lower(h.during) <> m.starts_at
                or s.shift_id is not null and lower(s.during) <> m.starts_at then 'moved'
            when h.hearing_id is not null and not exists (select from appearance a
                    where a.center_id = m.center_id and a.hearing_id = m.hearing_id
                        and a.provider_id = m.provider_id and a.state <> 'released')
                or g.state = 'withdrawn' then 'released' end as reason
        from reminder m
        left join hearing h on h.center_id = m.center_id and h.hearing_id = m.hearing_id
        left join assignment g on g.center_id = m.center_id and g.assignment_id = m.assignment_id
        left join shift s on s.center_id = g.center_id and s.shift_id = g.shift_id
        where m.center_id = current_center()
            and (m.state = 'waiting' or m.state = 'sent' and m.starts_at > v_now)
            and (p_hearing_id is null or m.hearing_id = p_hearing_id)
    ), waiting as (
        update notice n set state = case when g.reason is null then n.state else 'superseded' end,
                ended_at = case when g.reason is not null then v_now end,
                params = n.params || case when g.reason is null then reminder_params(g.m) else '{}' end
            from gone g
            where (g.reason is not null or p_hearing_id is not null) and g.state = 'sent'
                and n.center_id = current_center() and n.dedupe_key >= reminder_event(g.m) || ':'
                and n.dedupe_key < reminder_event(g.m) || ';'
                and n.state in ('queued', 'held')
            returning g.reminder_id)
    update reminder m set state = 'dropped', reason = g.reason, ended_at = v_now
        from gone g
        where m.center_id = current_center() and m.reminder_id = g.reminder_id and g.reason is not null
            and (m.state = 'waiting' or m.reminder_id in (select w.reminder_id from waiting w));
end $$;
grant execute on function duty.reminder_drop(bigint) to duty_guard;
