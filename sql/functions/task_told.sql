-- Somebody rang the person a task is about: the open question about its hearing is answered by telephone.
create or replace function duty.task_told(p_task duty.task) returns void
language sql set search_path = duty, pg_temp as $$
    select hearing_answer(f, 'phone', current_account())
    from provider p
    join hearing_confirm f on f.center_id = p.center_id and f.provider_id = p.provider_id
    where p.center_id = p_task.center_id and p.person_id = p_task.person_id and f.ended_at is null
        and f.hearing_id = coalesce(p_task.params ->> 'hearing_id', (select n.params ->> 'hearing_id'
            from notice n where n.center_id = p_task.center_id
                and n.notice_id = p_task.notice_id))::bigint
$$;
grant execute on function duty.task_told(duty.task) to duty_app;
