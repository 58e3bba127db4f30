-- Lays something before the coordinators that a machine cannot settle; returns its number. One open task
-- per kind and subject: asked for again, the open one is returned. p_kind: notice.failed (nothing
-- reached the person), notice.unknown (nobody knows whether it did), contact.wrong, contact.bounced,
-- reply.unclear, hearing.unconfirmed. p_person, p_notice: whom and which message it is about, may be
-- null. p_params: what its sentence names, no private words; of contact.* tasks it has 'address'.
create or replace function duty.task_open(
    p_kind text, p_person bigint, p_notice bigint, p_params jsonb) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_subject constant text := case
        when p_kind like 'contact.%' then 'address:' || (p_params ->> 'address')
        when p_params ? 'hearing_id' and p_kind = 'hearing.unconfirmed'
            then format('hearing:%s:%s', p_params ->> 'hearing_id', p_person)
        when p_notice is not null then 'notice:' || p_notice
        else 'person:' || p_person end;
    v_id bigint;
begin
    insert into task (center_id, kind, subject, person_id, notice_id, params, opened_at)
        values (current_center(), p_kind, v_subject, p_person, p_notice, coalesce(p_params, '{}'),
            duty.now())
        on conflict (center_id, kind, subject) where ended_at is null do nothing
        returning task_id into v_id;
    if v_id is null then
        select task_id into v_id from task where center_id = current_center() and kind = p_kind
            and subject = v_subject and ended_at is null;
    end if;
    return v_id;
end $$;
grant execute on function duty.task_open(text, bigint, bigint, jsonb) to duty_app, duty_jobs, duty_guard;
