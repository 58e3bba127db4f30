-- Writes one mail of an invitation into the outbox, behind those of the same event and person. The
-- mail's calendar is made from the event by the daemon that sends it. p_method: REQUEST or CANCEL;
-- p_kind: request, update, cancel, or elsewhere (it goes on, but not at this address).
create or replace function duty.invite_mail(p_invite duty.invite, p_method text, p_kind text)
    returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    insert into notice (center_id, person_id, channel, address, language, template, params,
            dedupe_key, series, priority, due_at, deadline, created_at)
        select p_invite.center_id, n.person_id, 'mail', p_invite.address, n.language,
            'invite.' || p_kind, invite_words(p_invite.event) || jsonb_build_object(
                'name', n.full_name, 'center_name', c.name, 'invite', jsonb_build_object(
                    'invite_id', p_invite.invite_id, 'method', p_method, 'event', p_invite.event)),
            format('invite:%s:%s', p_invite.invite_id, p_invite.mails),
            'invite:' || p_invite.invite_id, 6, duty.now(), p_invite.ends_at, duty.now()
        from provider p
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        join center c on c.center_id = p.center_id
        where p.center_id = p_invite.center_id and p.provider_id = p_invite.provider_id;
    perform pg_notify('notice', '');
end $$;
grant execute on function duty.invite_mail(duty.invite, text, text) to duty_guard;
