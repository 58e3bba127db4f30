-- The operator's command opens a session for an account, without its password.
create or replace function duty.session_open(
    p_center text, p_login text, p_session_hash text, p_ttl interval) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v record;
begin
    select a.center_id, a.account_id, a.role into v
        from center c join account a on a.center_id = c.center_id
        where c.code = p_center and a.login = p_login and a.locked_at is null;
    if not found then
        perform fail('error.login', 'DU404', p_field => 'login', p_value => p_login);
    end if;
    insert into session values (v.center_id, p_session_hash, v.account_id, 'dutyctl', duty.now(),
        duty.now() + p_ttl);
    perform audit_add('session.open', 'account', v.account_id::text,
        jsonb_build_object('address', 'dutyctl'), v.center_id, v.account_id);
    return jsonb_build_object('center_id', v.center_id, 'account', v.account_id, 'role', v.role);
end $$;
alter function duty.session_open(text, text, text, interval) owner to duty_guard;
grant execute on function duty.session_open(text, text, text, interval) to duty_owner;
