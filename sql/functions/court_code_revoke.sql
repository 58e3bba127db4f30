-- Ends a court's code and link for good, and with them whoever is inside.
create or replace function duty.court_code_revoke(p_code_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('code_id', p_code_id, true);
begin
    perform write_lock();
    if not exists (select from court_code where center_id = current_center() and code_id = v_id) then
        perform fail('error.not_found', 'DU404');
    end if;
    update court_code set revoked_at = duty.now(), revoked_by = current_account()
        where center_id = current_center() and code_id = v_id and revoked_at is null;
    if found then
        perform audit_add('code.revoke', 'court_code', v_id::text, '{}');
    end if;
    return jsonb_build_object('code_id', v_id);
end $$;
grant execute on function duty.court_code_revoke(text) to duty_app;
