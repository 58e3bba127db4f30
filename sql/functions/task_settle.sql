-- What a task was about has come right by itself: the task ends.
create or replace function duty.task_settle(p_kind text, p_subject text) returns void
language sql set search_path = duty, pg_temp as $$
    update task set ended_at = duty.now(), ending = 'settled'
    where center_id = current_center() and kind = p_kind and subject = p_subject and ended_at is null
$$;
grant execute on function duty.task_settle(text, text) to duty_app, duty_jobs, duty_guard;
