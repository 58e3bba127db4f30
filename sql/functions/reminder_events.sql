-- What the present Centre's people are reminded of: their hearings and duties to come, p_hearing_id alone
-- or all. kind is that of the rules reminder.hearing.1 and so on.
create or replace function duty.reminder_events(p_hearing_id bigint default null) returns table (
    kind text, provider_id bigint, hearing_id bigint, assignment_id bigint, starts timestamp, zone text,
    starts_at timestamptz)
language sql stable set search_path = duty, pg_temp as $$
    select 'hearing', a.provider_id, h.hearing_id, null::bigint, h.starts, h.zone, lower(h.during)
    from hearing h
    join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
        and a.state <> 'released'
    where h.center_id = current_center() and h.state = 'scheduled'
        and h.starts > (select duty.now() - interval '1 day')::timestamp
        and lower(h.during) > (select duty.now())
        and (p_hearing_id is null or h.hearing_id = p_hearing_id)
    union all
    select 'duty', a.provider_id, null, a.assignment_id, s.starts, c.zone, lower(s.during)
    from center c
    join shift s on s.center_id = c.center_id and s.starts > (select duty.now() - interval '1 day')::timestamp
        and lower(s.during) > (select duty.now())
    join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id and a.state = 'published'
    where c.center_id = current_center() and p_hearing_id is null
$$;
grant execute on function duty.reminder_events(bigint) to duty_guard;
