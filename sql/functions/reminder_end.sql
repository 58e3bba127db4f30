-- A reminder's time has come: it was sent (p_reason null), or why it was not.
create or replace function duty.reminder_end(p_reminder duty.reminder, p_reason text) returns void
language sql set search_path = duty, pg_temp as $$
    update reminder set reason = p_reason, ended_at = duty.now(),
            state = case when p_reason is null then 'sent' else 'dropped' end
        where center_id = p_reminder.center_id and reminder_id = p_reminder.reminder_id
$$;
grant execute on function duty.reminder_end(duty.reminder, text) to duty_guard;
