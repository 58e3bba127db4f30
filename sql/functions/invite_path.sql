-- Where a coordinator deals with an answer: the hearing, or the substitutes for the duty.
create or replace function duty.invite_path(p_invite duty.invite) returns text
language sql stable set search_path = duty, pg_temp as $$
    select case when p_invite.hearing_id is not null then '/hearings/' || p_invite.hearing_id else (
        select format('/shifts/%s/substitutes?instead=%s', a.shift_id, a.provider_id) from assignment a
        where a.center_id = p_invite.center_id and a.assignment_id = p_invite.assignment_id) end
$$;
grant execute on function duty.invite_path(duty.invite) to duty_app, duty_guard;
