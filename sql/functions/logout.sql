-- Ends the session that asks.
create or replace function duty.logout() returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    delete from session where center_id = current_center()
        and session_hash = current_setting('app.session_hash');
    perform audit_add('session.close', 'account', current_account()::text, '{}');
    return null;
end $$;
grant execute on function duty.logout() to duty_app;
