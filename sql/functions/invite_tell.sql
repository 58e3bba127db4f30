-- Tells the Centre's coordinators that somebody cannot come. p_answer: the answer that says so, told once.
create or replace function duty.invite_tell(p_invite duty.invite, p_answer bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform notice_tell(a.person_id, 'invite.declined',
            format('invite-declined:%s:%s', p_invite.invite_id, p_answer),
            invite_words(p_invite.event) || jsonb_build_object('provider', n.full_name,
                'path', invite_path(p_invite)), p_invite.ends_at)
        from account a
        join provider p on p.center_id = a.center_id and p.provider_id = p_invite.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        where a.center_id = p_invite.center_id and a.role = 'coordinator' and a.locked_at is null;
end $$;
grant execute on function duty.invite_tell(duty.invite, bigint) to duty_guard;
