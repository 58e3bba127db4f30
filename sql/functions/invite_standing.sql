-- What a person has answered to the newest mail of an invitation: {answer, way, at (wall time)}; null:
-- nothing. Our own link counts before a mail, the later before the earlier.
create or replace function duty.invite_standing(p_invite duty.invite, p_zone text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('answer', a.answer, 'way', a.way, 'is_' || a.answer, true,
        'at', wall(a.answered_at at time zone p_zone))
    from invite_answer a
    where a.center_id = p_invite.center_id and a.invite_id = p_invite.invite_id
        and a.sequence = p_invite.sequence and a.verdict = 'taken'
    order by a.way = 'link' desc, a.answer_id desc limit 1
$$;
grant execute on function duty.invite_standing(duty.invite, text) to duty_app, duty_jobs, duty_guard;
