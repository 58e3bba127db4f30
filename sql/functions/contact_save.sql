-- How a provider is reached. What: add an address; verify one (somebody answered there: who says so
-- and when is kept); retire one, which keeps it on record but writes to it no more; lift: messages may
-- go there again, although one came back (suppress). An address that is verified again may, too.
create or replace function duty.contact_save(
    p_id text, p_what text, p_contact_id text, p_channel text, p_address text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id bigint;
    v_what text;
    v_channel text;
    v_contact contact;
begin
    perform write_lock();
    v_id := provider_known(p_id);
    v_what := arg_choice('what', p_what, array['add', 'verify', 'retire', 'lift'], 'add');
    if v_what = 'add' then
        v_channel := arg_choice('channel', p_channel, array['sms', 'mail'], 'sms');
        perform contact_put(v_id, v_channel, 'address', case v_channel
            when 'sms' then arg_mobile('address', p_address, true)
            else arg_text('address', p_address, 254, true) end);
    else
        update contact k set
                verified_at = case v_what when 'verify' then duty.now() when 'lift' then k.verified_at end,
                verified_by = case v_what when 'verify' then current_account()
                    when 'lift' then k.verified_by end,
                retired_at = case v_what when 'retire' then duty.now() when 'lift' then k.retired_at end
            from provider p
            where k.center_id = v_center and k.contact_id = arg_int('contact_id', p_contact_id, true)
                and p.center_id = k.center_id and p.person_id = k.person_id and p.provider_id = v_id
            returning k.* into v_contact;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
        if v_what in ('verify', 'lift') then
            perform suppress_lift(v_contact.channel, v_contact.address);
        end if;
        if v_contact.channel = 'mail' then
            perform invite_person(v_contact.person_id);
        end if;
    end if;
    perform audit_add('contact.' || v_what, 'provider', v_id::text, jsonb_build_object(
        'contact_id', v_contact.contact_id, 'channel', coalesce(v_contact.channel, v_channel)));
    return jsonb_build_object('provider_id', v_id);
end $$;
grant execute on function duty.contact_save(text, text, text, text, text) to duty_app;
