-- One more telephone or mailbox of the person signed in, unverified until a code has come back from it.
create or replace function duty.contact_own_add(p_channel text, p_address text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_channel constant text := arg_choice('channel', p_channel, array['sms', 'mail'], 'sms');
    v_address constant text := case v_channel when 'sms' then arg_mobile('address', p_address, true)
        else arg_text('address', p_address, 254, true) end;
    v_id bigint;
begin
    perform write_lock();
    if v_channel = 'mail' and v_address !~ '^[^@\s<>,;:\\"\x01-\x1f]{1,64}@[A-Za-z0-9.-]{1,190}$' then
        perform fail('error.field.email', p_field => 'address', p_value => v_address);
    end if;
    insert into contact (center_id, person_id, channel, address)
        values (current_center(), nullif(current_setting('app.person_id', true), '')::bigint, v_channel,
            v_address)
        on conflict (center_id, person_id, channel, address) do update set retired_at = null
        returning contact_id into v_id;
    perform audit_add('contact.own', 'contact', v_id::text, jsonb_build_object('channel', v_channel));
    return jsonb_build_object('result', 'added');
end $$;
grant execute on function duty.contact_own_add(text, text) to duty_app;
