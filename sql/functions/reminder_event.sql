-- A reminder's name in the outbox; what moves has another.
create or replace function duty.reminder_event(p_reminder duty.reminder) returns text
language sql immutable set search_path = duty, pg_temp as $$
    select format('%s-reminder:%s:%s:%s',
        case when p_reminder.hearing_id is null then 'duty' else 'hearing' end,
        coalesce(p_reminder.hearing_id, p_reminder.assignment_id),
        extract(epoch from p_reminder.starts_at)::bigint,
        split_part(p_reminder.step, '.', 3))
$$;
grant execute on function duty.reminder_event(duty.reminder) to duty_guard;
