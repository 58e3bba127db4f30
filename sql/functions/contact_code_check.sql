-- The code somebody read at an address of theirs: the right one, in its time, verifies the address. Returns
-- {result}: right, wrong (tries are left), spent (three were wrong), over (its time, or there is none).
-- A wrong one is counted, so this never fails for it.
create or replace function duty.contact_code_check(p_contact_id text, p_code text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_contact contact;
    v_code constant text := regexp_replace(coalesce(p_code, ''), '\D', '', 'g');
    v contact_code;
begin
    perform write_lock();
    v_contact := contact_own(p_contact_id);
    select * into v from contact_code where center_id = v_contact.center_id
        and contact_id = v_contact.contact_id and ended_at is null and expires_at > duty.now()
        and code_hash is not null;
    if not found then
        return jsonb_build_object('result', 'over');
    elsif v.code_hash <> public.crypt(v_code, v.code_hash) then
        update contact_code set tries = tries + 1,
                ended_at = case when tries = 2 then duty.now() end
            where center_id = v.center_id and code_id = v.code_id;
        return jsonb_build_object('result', case v.tries when 2 then 'spent' else 'wrong' end);
    end if;
    update contact_code set ended_at = duty.now() where center_id = v.center_id and code_id = v.code_id;
    update contact set verified_at = duty.now(), verified_by = current_account()
        where center_id = v_contact.center_id and contact_id = v_contact.contact_id;
    if v_contact.channel = 'mail' then
        perform invite_person(v_contact.person_id);
    end if;
    perform task_settle('contact.wrong', 'address:' || v_contact.address);
    perform audit_add('contact.proved', 'contact', v_contact.contact_id::text,
        jsonb_build_object('channel', v_contact.channel));
    return jsonb_build_object('result', 'right');
end $$;
alter function duty.contact_code_check(text, text) owner to duty_guard;
grant execute on function duty.contact_code_check(text, text) to duty_app;
