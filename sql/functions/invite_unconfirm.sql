-- "I cannot" after "I take it": the hearing counts as confirmed by this link no more, and its
-- question is open again where it is the newest one.
create or replace function duty.invite_unconfirm(p_invite duty.invite) returns void
language sql set search_path = duty, pg_temp as $$
    update hearing_confirm f set ended_at = null, means = null
    where f.center_id = p_invite.center_id and f.hearing_id = p_invite.hearing_id
        and f.provider_id = p_invite.provider_id and f.means = 'link'
        and not exists (select from hearing_confirm o where o.center_id = f.center_id
            and o.hearing_id = f.hearing_id and o.provider_id = f.provider_id
            and o.version > f.version)
$$;
grant execute on function duty.invite_unconfirm(duty.invite) to duty_guard;
