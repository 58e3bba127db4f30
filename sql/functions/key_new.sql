-- A key for a court's program. p_hash: SHA-256 of the key, p_prefix: its first letters; the key itself
-- is shown once and kept nowhere.
create or replace function duty.key_new(
    p_org_id text, p_name text, p_days text, p_prefix text, p_hash text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_court constant org_unit := token_court('org_id', p_org_id);
    v_name constant text := arg_text('name', p_name, 100, true);
    v_days constant bigint := arg_int('days', p_days, true, 1, 2 * rule_value('api.key_days'));
    v_key api_key;
begin
    perform write_lock();
    insert into api_key (center_id, org_id, name, prefix, key_hash, created_at, created_by, expires_at)
        values (v_court.center_id, v_court.org_id, v_name, p_prefix, p_hash, duty.now(),
            current_account(), duty.now() + make_interval(days => v_days::integer))
        returning key_id, expires_at into v_key.key_id, v_key.expires_at;
    perform audit_add('key.new', 'api_key', v_key.key_id::text, jsonb_build_object('court',
        v_court.name, 'name', v_name, 'prefix', p_prefix, 'expires_at', v_key.expires_at));
    return jsonb_build_object('key_id', v_key.key_id, 'court', v_court.name, 'name', v_name,
        'expires_at', (select wall(v_key.expires_at at time zone zone) from center
            where center_id = v_court.center_id));
end $$;
grant execute on function duty.key_new(text, text, text, text, text) to duty_app;
