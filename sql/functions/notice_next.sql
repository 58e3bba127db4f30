-- A notice has come to nothing (failed, unknown, or its address takes nothing): the same message goes
-- by the person's next channel, and when there is none left the coordinators get a task. Nothing to do
-- when another channel has or may yet reach them, when what it says is no longer so (notice_is_over),
-- when the hour is past, or when it is to prove this very address (code_id). Returns whether a message
-- was written. Called by the sender, which has no Centre of its own; runs as duty_guard.
create or replace function duty.notice_next(p_center bigint, p_notice bigint) returns boolean
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_was constant text := coalesce(current_setting('app.center_id', true), '');
    v notice;
    v_event text;
    v_channel text;
    v_policy notice_policy;
    v_is_new boolean := false;
begin
    select * into v from notice where center_id = p_center and notice_id = p_notice;
    if not found or v.deadline <= duty.now() or v.params ? 'code_id' or notice_is_over(v) then
        return false;
    end if;
    perform set_config('app.center_id', p_center::text, true);
    if v.person_id is null then -- a body has its one mailbox
        perform task_open('notice.failed', null, p_notice, '{}');
        perform set_config('app.center_id', v_was, true);
        return false;
    end if;
    v_event := left(v.dedupe_key, -length(concat_ws(':', '', v.template, v.person_id, v.channel)));
    -- When both channels fail at the same moment, one of the two has to see it.
    perform pg_advisory_xact_lock(7002, hashtext(concat_ws(':', p_center, v_event, v.person_id)));
    if not exists (select from notice o where o.center_id = p_center and o.dedupe_key in (
            select concat_ws(':', v_event, v.template, v.person_id, k)
            from unnest(array['sms', 'mail']) k where k <> v.channel)
            and o.state in ('queued', 'leased', 'held', 'sent', 'delivered')) then
        v_policy := notice_policy_for(p_center, v.person_id, v.template, v.params ->> 'severity',
            notice_known_by(v.params, v.deadline));
        foreach v_channel in array notice_channels(v.person_id, v_policy) loop
            v_is_new := v_channel <> v.channel and notice_write(v.person_id, v_channel, v.template,
                v_event, v.params, v.deadline, v_policy);
            exit when v_is_new;
        end loop;
        if not v_is_new then
            perform task_open(case v.state when 'unknown' then 'notice.unknown' else 'notice.failed' end,
                v.person_id, p_notice, '{}');
        end if;
    end if;
    perform set_config('app.center_id', v_was, true);
    return v_is_new;
end $$;
alter function duty.notice_next(bigint, bigint) owner to duty_guard;
grant execute on function duty.notice_next(bigint, bigint) to duty_app, duty_jobs;
