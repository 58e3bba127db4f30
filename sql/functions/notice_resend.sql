-- The same message once more, to the address the person has now; returns its number. Once per message: who
-- wants a third sends the second again. DU409 error.notice.over: its hour has passed, or what it says is
-- no longer so (a code is asked for anew); error.notice.no_address: nothing of the person's
-- takes messages; error.notice.sent_again.
create or replace function duty.notice_resend(p_notice_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('notice_id', p_notice_id, true);
    v notice;
    v_event text;
    v_new bigint;
begin
    perform write_lock();
    select * into v from notice where center_id = current_center() and notice_id = v_id;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v.deadline <= duty.now() or v.params ? 'code_id' or notice_is_over(v) then
        perform fail('error.notice.over', 'DU409');
    end if;
    v_event := left(v.dedupe_key, -length(concat_ws(':', '', v.template, coalesce(v.person_id::text,
        'org:' || v.org_id), v.channel))) || ':again:' || v_id;
    if exists (select from notice where center_id = v.center_id and dedupe_key = concat_ws(':', v_event,
            v.template, coalesce(v.person_id::text, 'org:' || v.org_id), v.channel)) then
        perform fail('error.notice.sent_again', 'DU409');
    end if;
    if not (case when v.person_id is null
            then notice_add_org(v.org_id, v.template, v_event, v.params, v.deadline, 9)
            else notice_add(v.person_id, v.channel, v.template, v_event, v.params, v.deadline, 9) end) then
        perform fail('error.notice.no_address', 'DU409');
    end if;
    select max(notice_id) into v_new from notice
        where center_id = v.center_id and dedupe_key like v_event || ':%';
    perform audit_add('notice.resend', 'notice', v_new::text, jsonb_build_object('template', v.template,
        'channel', v.channel, 'notice_id', v_id));
    return jsonb_build_object('notice_id', v_new);
end $$;
grant execute on function duty.notice_resend(text) to duty_app;
