-- Takes in one answer that came by mail: {center_id, invite_id, hash, from, attendee, uid, sequence,
-- stamped_at, answer}. The daemon has checked that the address it was sent to is one it made for this
-- invitation; what the mail says is judged here (reply_judge) and kept as evidence, never as the
-- record: the hearing is not confirmed by it. A mail is taken in once. Returns {verdict}; known: it is
-- here already, none: there is no such invitation. While somebody plans for longer than a second the mail
-- is left for the next look (55P03): others wait behind this call.
create or replace function duty.reply_take(p_reply jsonb) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_verdict text;
    v invite;
begin
    perform set_config('app.center_id', p_reply ->> 'center_id', true);
    perform set_config('lock_timeout', '1s', true);
    perform write_lock();
    select * into v from invite where center_id = current_center()
        and invite_id = (p_reply ->> 'invite_id')::bigint for update;
    if not found then
        return jsonb_build_object('verdict', 'none');
    end if;
    v_verdict := reply_judge(v, p_reply);
    insert into invite_answer (center_id, invite_id, way, answer, sequence, verdict, answered_at,
            stamped_at, message_hash)
        values (v.center_id, v.invite_id, 'mail', p_reply ->> 'answer',
            (p_reply ->> 'sequence')::integer, v_verdict, duty.now(),
            (p_reply ->> 'stamped_at')::timestamptz, p_reply ->> 'hash')
        on conflict do nothing;
    if not found then
        return jsonb_build_object('verdict', 'known');
    end if;
    perform audit_add('reply.' || v_verdict, case when v.hearing_id is null then 'assignment' else 'hearing' end,
        coalesce(v.hearing_id, v.assignment_id)::text, jsonb_build_object('provider', v.provider_id,
            'answer', p_reply ->> 'answer', 'sequence', (p_reply ->> 'sequence')::integer));
    return jsonb_build_object('verdict', v_verdict);
end $$;
alter function duty.reply_take(jsonb) owner to duty_guard;
grant execute on function duty.reply_take(jsonb) to duty_jobs;
