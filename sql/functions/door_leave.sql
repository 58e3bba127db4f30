-- Ends the session of the door that asks.
create or replace function duty.door_leave() returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    delete from session where center_id = current_center()
        and session_hash = current_setting('app.session_hash');
    return null;
end $$;
grant execute on function duty.door_leave() to duty_app;
