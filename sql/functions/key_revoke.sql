-- Ends a key for good: the next request with it is refused.
create or replace function duty.key_revoke(p_key_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('key_id', p_key_id, true);
begin
    perform write_lock();
    if not exists (select from api_key where center_id = current_center() and key_id = v_id) then
        perform fail('error.not_found', 'DU404');
    end if;
    update api_key set revoked_at = duty.now(), revoked_by = current_account()
        where center_id = current_center() and key_id = v_id and revoked_at is null;
    if found then
        perform audit_add('key.revoke', 'api_key', v_id::text, '{}');
    end if;
    return jsonb_build_object('key_id', v_id);
end $$;
grant execute on function duty.key_revoke(text) to duty_app;
