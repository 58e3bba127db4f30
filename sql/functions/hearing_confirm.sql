-- "I know of this": the provider who was asked says so on the hearing's page, or a coordinator for
-- somebody spoken to on the telephone (p_provider_id). Said once for the newest version.
create or replace function duty.hearing_confirm(p_hearing_id text, p_provider_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_asked constant bigint := arg_int('provider_id', p_provider_id);
    v_is_office constant boolean := current_actor() in ('coordinator', 'administrator');
    v_is_own constant boolean := coalesce(v_asked, current_provider()) = current_provider();
    v_version integer;
begin
    perform write_lock();
    if not exists (select from hearing where center_id = current_center() and hearing_id = v_id) then
        perform fail('error.not_found', 'DU404');
    end if;
    if v_is_own or v_is_office then
        update hearing_confirm set ended_at = duty.now(), account_id = current_account(),
                means = case when v_is_own then 'page' else 'phone' end
            where center_id = current_center() and hearing_id = v_id and ended_at is null
                and provider_id = coalesce(v_asked, current_provider())
            returning version into v_version;
    end if;
    if v_version is null then
        perform fail('error.hearing.not_asked', 'DU409');
    end if;
    perform audit_add('hearing.confirm', 'hearing', v_id::text, jsonb_build_object('version', v_version,
        'provider', coalesce(v_asked, current_provider()), 'means',
        case when v_is_own then 'page' else 'phone' end));
    return jsonb_build_object('hearing_id', v_id);
end $$;
grant execute on function duty.hearing_confirm(text, text) to duty_app;
