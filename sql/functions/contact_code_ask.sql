-- Sends a code to an address of the person signed in, to see that it is theirs; an earlier code counts no
-- more. DU404: not an address of theirs. DU429 error.contact.codes: too many within an hour: to this
-- address (rule contact.codes_per_hour), or twice that by this account. DU409
-- error.contact.suppressed: messages come back from there.
create or replace function duty.contact_code_ask(p_contact_id text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_minutes constant integer := rule_value('contact.code_minutes');
    v_until constant timestamptz := v_now + make_interval(mins => v_minutes);
    v contact;
    v_code bigint;
begin
    perform write_lock();
    v := contact_own(p_contact_id);
    if suppressed(v.center_id, v.channel, v.address) then
        perform fail('error.contact.suppressed', 'DU409');
    elsif (select count(*) from contact_code where center_id = v.center_id and contact_id = v.contact_id
            and asked_at > v_now - interval '1 hour') >= rule_value('contact.codes_per_hour')
        or (select count(*) from contact_code where center_id = v.center_id
            and account_id = current_account() and asked_at > v_now - interval '1 hour')
            >= 2 * rule_value('contact.codes_per_hour') then
        perform fail('error.contact.codes', 'DU429');
    end if;
    update contact_code set ended_at = v_now
        where center_id = v.center_id and contact_id = v.contact_id and ended_at is null;
    insert into contact_code (center_id, contact_id, asked_at, account_id, expires_at)
        values (v.center_id, v.contact_id, v_now, current_account(), v_until)
        returning code_id into v_code;
    insert into notice (center_id, person_id, channel, address, language, template, params,
            dedupe_key, policy, priority, due_at, deadline, created_at)
        select v.center_id, p.person_id, v.channel, v.address, p.language, 'contact.code',
            jsonb_build_object('name', p.full_name, 'center_name', c.name, 'code_id', v_code,
                'minutes', v_minutes),
            format('contact-code:%s', v_code), 'never', 9, v_now, v_until, v_now
        from person p join center c on c.center_id = p.center_id
        where p.center_id = v.center_id and p.person_id = v.person_id;
    perform pg_notify('notice', '');
    perform audit_add('contact.code', 'contact', v.contact_id::text, jsonb_build_object('channel', v.channel));
    return jsonb_build_object('result', 'sent');
end $$;
alter function duty.contact_code_ask(text) owner to duty_guard;
grant execute on function duty.contact_code_ask(text) to duty_app;
