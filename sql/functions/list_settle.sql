-- A body has its list: the tasks of the mails that did not bring it end. Runs as duty_guard: a clerk who
-- says that they have it sees no tasks.
create or replace function duty.list_settle(p_list_id bigint) returns void
language sql security definer set search_path = duty, pg_temp as $$
    select task_settle(t.kind, t.subject)
    from task t
    join notice n on n.center_id = t.center_id and n.notice_id = t.notice_id
    where t.center_id = current_center() and t.ended_at is null and n.params ->> 'list_id' = p_list_id::text
$$;
alter function duty.list_settle(bigint) owner to duty_guard;
grant execute on function duty.list_settle(bigint) to duty_app, duty_jobs;
