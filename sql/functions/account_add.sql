-- A log-in name for a provider, with no password that fits until the operator sets one. Runs as
-- duty_guard, because the pages never touch passwords.
create or replace function duty.account_add(p_provider bigint, p_login text) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    if p_login !~ '^[a-z0-9][a-z0-9._-]{1,63}$' then
        perform fail('error.login_name', p_field => 'login', p_value => p_login);
    end if;
    if exists (select from account where center_id = current_center() and login = p_login) then
        perform fail('error.login_taken', 'DU409', 'login', p_login);
    end if;
    insert into account (center_id, person_id, login, password_hash, role)
        select center_id, person_id, p_login, '*', 'provider'
        from provider where center_id = current_center() and provider_id = p_provider;
end $$;
alter function duty.account_add(bigint, text) owner to duty_guard;
grant execute on function duty.account_add(bigint, text) to duty_app;
