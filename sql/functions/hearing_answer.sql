-- One question is answered: "I know of this hearing". The one door for every way: page and phone (with
-- the account that said so), link, reply, call. Ends the coordinators' task about it, and enters it in
-- the proof of the newest message it answers (p_notice: of just this one). Returns whether it was open.
create or replace function duty.hearing_answer(
    p_asked duty.hearing_confirm, p_means text, p_account bigint, p_notice bigint default null)
    returns boolean
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    update hearing_confirm set ended_at = duty.now(), means = p_means, account_id = p_account
        where center_id = p_asked.center_id and hearing_id = p_asked.hearing_id
            and provider_id = p_asked.provider_id and version = p_asked.version and ended_at is null;
    if not found then
        return false;
    end if;
    perform hearing_unchase(p_asked);
    perform task_settle('hearing.unconfirmed', format('hearing:%s:%s', p_asked.hearing_id,
        (select person_id from provider where center_id = p_asked.center_id
            and provider_id = p_asked.provider_id)));
    perform proof_add(p_asked.center_id, n.notice_id, 'confirmed', jsonb_build_object(
            'means', p_means, 'happened_at', proof_at(duty.now()), 'hearing_id', p_asked.hearing_id,
            'version', p_asked.version))
        from (select n.notice_id from notice n
              join provider p on p.center_id = n.center_id and p.person_id = n.person_id
              where n.center_id = p_asked.center_id and p.provider_id = p_asked.provider_id
                  and n.notice_id = coalesce(p_notice, n.notice_id)
                  and (n.dedupe_key >= format('hearing:%s:', p_asked.hearing_id)
                          and n.dedupe_key < format('hearing:%s;', p_asked.hearing_id)
                      or n.dedupe_key >= format('hearing-confirm:%s:', p_asked.hearing_id)
                          and n.dedupe_key < format('hearing-confirm:%s;', p_asked.hearing_id))
                  and n.state in ('sent', 'delivered', 'unknown', 'failed')
              order by n.notice_id desc limit 1) n;
    perform audit_add('hearing.confirm', 'hearing', p_asked.hearing_id::text, jsonb_build_object(
        'version', p_asked.version, 'provider', p_asked.provider_id, 'means', p_means));
    return true;
end $$;
alter function duty.hearing_answer(duty.hearing_confirm, text, bigint, bigint) owner to duty_guard;
grant execute on function duty.hearing_answer(duty.hearing_confirm, text, bigint, bigint) to duty_app;
