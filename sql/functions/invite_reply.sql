-- "I take it" or "I cannot", said by a button on the page a mail's link opens: the record. It confirms
-- the hearing where that was asked; who cannot is told to the coordinators, and what this link
-- confirmed before is asked again. Said again: nothing changes. DU409 error.invite.closed: over, taken
-- back, or the hours have changed since.
create or replace function duty.invite_reply(
    p_center bigint, p_invite_id bigint, p_sequence bigint, p_answer text, p_client text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v invite := invite_by_link(p_center, p_invite_id);
    v_before jsonb;
    v_answer bigint;
begin
    perform write_lock();
    select * into v from invite where center_id = v.center_id and invite_id = v.invite_id for update;
    if p_answer not in ('accepted', 'declined') then
        perform fail('error.field.choice', p_field => 'answer', p_value => p_answer);
    end if;
    if p_sequence <> v.sequence or v.is_cancelled
            or v.ends_at <= duty.now() then
        perform fail('error.invite.closed', 'DU409');
    end if;
    v_before := invite_standing(v, 'UTC');
    if v_before ->> 'way' = 'link' and v_before ->> 'answer' = p_answer then
        return jsonb_build_object('answer', p_answer);
    end if;
    insert into invite_answer (center_id, invite_id, way, answer, sequence, verdict, answered_at, client)
        values (v.center_id, v.invite_id, 'link', p_answer, v.sequence, 'taken', duty.now(),
            client_text(p_client))
        returning answer_id into v_answer;
    if p_answer = 'accepted' then
        perform hearing_answer(f, 'link', null) from hearing_confirm f
            where f.center_id = v.center_id and f.hearing_id = v.hearing_id
                and f.provider_id = v.provider_id and f.ended_at is null;
    else
        perform invite_unconfirm(v);
        perform invite_tell(v, v_answer);
    end if;
    perform audit_add('invite.' || p_answer, case when v.hearing_id is null then 'assignment' else 'hearing' end,
        coalesce(v.hearing_id, v.assignment_id)::text,
        jsonb_build_object('provider', v.provider_id, 'sequence', v.sequence));
    return jsonb_build_object('answer', p_answer);
end $$;
alter function duty.invite_reply(bigint, bigint, bigint, text, text) owner to duty_guard;
grant execute on function duty.invite_reply(bigint, bigint, bigint, text, text) to duty_jobs;
