-- Opens a session after the password was right. Sessions past their end are swept on the way.
create or replace function duty.login_open(
    p_center bigint, p_account bigint, p_session_hash text, p_address text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_now timestamptz := duty.now();
    v_role text;
begin
    select role into v_role from account
        where center_id = p_center and account_id = p_account and locked_at is null;
    if not found then
        perform fail('error.login', 'DU401');
    end if;
    delete from session where center_id = p_center and expires_at < v_now;
    insert into session values (p_center, p_session_hash, p_account, coalesce(p_address, ''), v_now,
        v_now + make_interval(mins => rule_value(case when v_role in ('clerk', 'police')
            then 'session.shared_minutes' else 'session.minutes' end)));
    perform audit_add('session.open', 'account', p_account::text,
        jsonb_build_object('address', coalesce(p_address, '')), p_center, p_account);
    return jsonb_build_object('role', v_role);
end $$;
alter function duty.login_open(bigint, bigint, text, text) owner to duty_guard;
grant execute on function duty.login_open(bigint, bigint, text, text) to duty_app;
