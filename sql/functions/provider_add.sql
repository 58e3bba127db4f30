-- A new provider with their first card or contract, how to reach them (not verified yet), and a log-in
-- name if given; its password is set by the operator (dutyctl user).
create or replace function duty.provider_add(
    p_name text, p_class text, p_branch text, p_home text, p_share text, p_first_day text,
    p_language text, p_phone text, p_email text, p_number text, p_until text, p_login text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id bigint;
    v_login constant text := lower(arg_text('login', p_login, 64));
begin
    perform write_lock();
    v_id := provider_put(null, p_name, p_class, p_branch, p_home, p_share, null, null,
        arg_days('first_day', p_first_day, 'last_day', null), p_language);
    if arg_text('number', p_number, 100) is not null then
        perform credential_put(v_id, null, p_number, 'first_day', p_first_day, p_until);
    end if;
    perform contact_put(v_id, 'sms', 'phone', arg_mobile('phone', p_phone));
    perform contact_put(v_id, 'mail', 'email', arg_text('email', p_email, 254));
    if v_login is not null then
        perform account_add(v_id, v_login);
    end if;
    perform audit_add('provider.add', 'provider', v_id::text,
        provider_snapshot(v_id) || jsonb_build_object('login', v_login));
    return jsonb_build_object('provider_id', v_id);
end $$;
grant execute on function duty.provider_add(text, text, text, text, text, text, text, text, text,
    text, text, text) to duty_app;
