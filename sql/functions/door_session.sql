-- A small session of a court's door; those past their end are swept on the way.
create or replace function duty.door_session(
    p_code duty.court_code, p_session_hash text, p_address text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
begin
    delete from session where center_id = p_code.center_id and expires_at < v_now;
    insert into session (center_id, session_hash, code_id, address, created_at, expires_at)
        values (p_code.center_id, p_session_hash, p_code.code_id, coalesce(p_address, ''), v_now,
            least(p_code.expires_at,
                v_now + make_interval(mins => rule_value('door.session_minutes'))));
    update court_code set wrong = 0, closed_until = null, last_used_at = v_now
        where center_id = p_code.center_id and code_id = p_code.code_id;
    perform audit_add('code.open', 'court_code', p_code.code_id::text,
        jsonb_build_object('address', coalesce(p_address, '')), p_code.center_id);
    return jsonb_build_object('entered', true);
end $$;
grant execute on function duty.door_session(duty.court_code, text, text) to duty_guard;
