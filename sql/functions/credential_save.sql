-- A new card or contract (credential_id empty), or another number, first or last day of one that is
-- there: a contract is ended by its last day and never deleted.
create or replace function duty.credential_save(
    p_id text, p_credential_id text, p_number text, p_from text, p_until text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id bigint;
    v_credential bigint;
    v_before jsonb;
begin
    perform write_lock();
    v_id := provider_known(p_id);
    v_credential := arg_int('credential_id', p_credential_id);
    if v_credential is not null then
        select jsonb_build_object('number', number, 'valid', valid) into v_before
            from credential where center_id = v_center and provider_id = v_id
                and credential_id = v_credential;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
    end if;
    v_credential := credential_put(v_id, v_credential, p_number, 'from', p_from, p_until);
    perform audit_add('credential.save', 'provider', v_id::text, (
        select jsonb_build_object('credential_id', credential_id, 'kind', kind, 'number', number,
            'valid', valid, 'before', v_before)
        from credential where center_id = v_center and credential_id = v_credential));
    return jsonb_build_object('provider_id', v_id, 'credential_id', v_credential,
        'left', jsonb_array_length(provider_duties_left(v_id)));
end $$;
grant execute on function duty.credential_save(text, text, text, text, text) to duty_app;
