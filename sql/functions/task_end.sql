-- Ends a task in one of four ways: resend (the same message once more), other (by the person's next
-- channel), told (somebody told them on the telephone; the open question about the hearing counts as
-- confirmed by it), closed (nothing is to be done: p_note says why).
-- DU409 error.task.ended: somebody was quicker; error.task.no_channel: there is no other way to them.
create or replace function duty.task_end(p_task_id text, p_what text, p_note text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_what constant text := arg_choice('what', p_what, array['resend', 'other', 'told', 'closed']);
    v_note constant text := arg_text('note', p_note, 200, v_what = 'closed');
    v task;
begin
    perform write_lock();
    select * into v from task
        where center_id = current_center() and task_id = arg_int('task_id', p_task_id, true) for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v_what is null then
        perform fail('error.field.required', p_field => 'what');
    elsif v.ended_at is not null then
        perform fail('error.task.ended', 'DU409');
    end if;
    if v_what = 'resend' then
        perform notice_resend(v.notice_id::text);
    elsif v_what = 'other' and not coalesce(notice_next(v.center_id, v.notice_id), false) then
        perform fail('error.task.no_channel', 'DU409');
    elsif v_what = 'told' then
        perform task_told(v);
    end if;
    update task set ended_at = duty.now(), ending = v_what, note = coalesce(v_note, ''),
            account_id = current_account()
        where center_id = v.center_id and task_id = v.task_id and ended_at is null;
    perform audit_add('task.' || v_what, 'task', v.task_id::text, jsonb_strip_nulls(jsonb_build_object(
        'kind', v.kind, 'provider', (select provider_id from provider
            where center_id = v.center_id and person_id = v.person_id), 'notice_id', v.notice_id)));
    return jsonb_build_object('task_id', v.task_id);
end $$;
grant execute on function duty.task_end(text, text, text) to duty_app;
