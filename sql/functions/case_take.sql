-- Gives a case without a decision to a lawyer who from now on follows it and appears at its coming
-- hearings; nobody with a conflict of interest or without valid papers.
create or replace function duty.case_take(p_case_id text, p_provider_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_case legal_case;
    v_provider bigint;
begin
    perform write_lock();
    v_case := case_known(p_case_id);
    v_provider := arg_int('provider_id', p_provider_id, true);
    if exists (select from case_acting(v_case.case_id)) then
        perform fail('error.case.decided', 'DU409', 'provider_id');
    end if;
    perform case_fit(v_case.case_id, v_provider);
    update legal_case set provider_id = v_provider
        where center_id = v_case.center_id and case_id = v_case.case_id;
    perform audit_add('case.provider', 'case', v_case.case_id::text,
        jsonb_build_object('before', v_case.provider_id, 'after', v_provider));
    return jsonb_build_object('case_id', v_case.case_id)
        || case_follow(v_case.case_id, v_provider, v_case.provider_id);
end $$;
grant execute on function duty.case_take(text, text) to duty_app;
