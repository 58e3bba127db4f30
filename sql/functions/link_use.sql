-- The button on the page of a link: the record. p_answer: confirm ("I know of it"), wrong ("this is not
-- mine", on every link: whoever holds the message may say so) or unsubscribe. Said again: nothing
-- changes. DU409 error.link.old: the hearing has changed since, a newer message asks.
create or replace function duty.link_use(p_code text, p_answer text, p_client text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp set lock_timeout = '10s' as $$
declare
    v link := link_find(p_code);
    v_notice notice;
    v_asked hearing_confirm;
begin
    perform write_lock();
    v := link_find(p_code); -- said twice at once, the second sees the first
    if p_answer is distinct from v.purpose and p_answer is distinct from 'wrong' then
        perform fail('error.field.choice', p_field => 'answer', p_value => p_answer);
    end if;
    select * into v_notice from notice where center_id = v.center_id and notice_id = v.notice_id;
    if v.used_for = p_answer then
        return jsonb_build_object('answer', p_answer);
    end if;
    if p_answer = 'confirm' then
        select * into v_asked from hearing_confirm where center_id = v.center_id
            and hearing_id = v.hearing_id and provider_id = v.provider_id and version = v.version;
        if not hearing_answer(v_asked, 'link', null, v.notice_id) and v_asked.means in ('superseded', 'late') then
            perform fail('error.link.old', 'DU409');
        end if;
    elsif p_answer = 'wrong' then
        perform contact_wrong(v_notice);
    else
        perform notice_switch(v.center_id, v_notice.person_id, v_notice.template, true);
        perform proof_add(v.center_id, v.notice_id, 'unsubscribed',
            jsonb_build_object('happened_at', proof_at(duty.now())));
    end if;
    update link set used_at = duty.now(), used_for = p_answer, opened_at = coalesce(opened_at, duty.now()),
            client = client_text(p_client)
        where center_id = v.center_id and link_hash = v.link_hash;
    return jsonb_build_object('answer', p_answer);
end $$;
alter function duty.link_use(text, text, text) owner to duty_guard;
grant execute on function duty.link_use(text, text, text) to duty_jobs;
