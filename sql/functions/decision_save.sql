-- Records a signed assignment decision (Law on Legal Aid 2017 art. 31(4)) for one client or, party_id
-- empty, for all of them. When one is in force for the same client this one replaces it and must say
-- why (art. 25). With decision_id: mends number, day or signatory of one that was mistyped. The coming
-- hearings get their new people.
create or replace function duty.decision_save(
    p_case_id text, p_decision_id text, p_party_id text, p_provider_id text, p_number text,
    p_signed_on text, p_signed_by text, p_reason text, p_no_conflict text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v assignment_decision;
    v_was bigint;
    v_old assignment_decision;
begin
    perform write_lock();
    v.case_id := (case_known(p_case_id)).case_id;
    v.center_id := current_center();
    v.decision_id := arg_int('decision_id', p_decision_id);
    v.number := arg_text('number', p_number, 100, true);
    v.signed_on := arg_date('signed_on', p_signed_on, true);
    v.signed_by := arg_text('signed_by', p_signed_by, 300, true);
    if v.signed_on > (select duty.today(zone) from center where center_id = v.center_id) then
        perform fail('error.case.signed_on', p_field => 'signed_on',
            p_value => to_char(v.signed_on, 'DD/MM/YYYY'));
    end if;
    if exists (select from assignment_decision where center_id = v.center_id and number = v.number
            and signed_on = v.signed_on and decision_id is distinct from v.decision_id) then
        perform fail('error.case.number', p_field => 'number', p_value => v.number);
    end if;
    if v.decision_id is not null then
        return decision_mend(v);
    end if;
    v.party_id := arg_int('party_id', p_party_id);
    v.provider_id := arg_int('provider_id', p_provider_id, true);
    v.no_conflict := coalesce(arg_text('no_conflict', p_no_conflict, 500), '');
    select * into v_old from case_acting(v.case_id) d
        where d.party_id is not distinct from v.party_id;
    v.replaces := v_old.decision_id;
    v.reason := case when v.replaces is null then ''
        else arg_text('replace_reason', p_reason, 500, true) end;
    v_was := coalesce(v_old.provider_id, (case_known(p_case_id)).provider_id);
    if v.party_id is not null and not exists (select from party where center_id = v.center_id
            and case_id = v.case_id and party_id = v.party_id and is_client) then
        perform fail('error.field.choice', p_field => 'party_id');
    end if;
    if not exists (select from staff() where provider_id = v.provider_id) then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider_id);
    end if;
    insert into assignment_decision (center_id, case_id, party_id, provider_id, number, signed_on,
            signed_by, replaces, reason, no_conflict, decided_at, account_id)
        values (v.center_id, v.case_id, v.party_id, v.provider_id, v.number, v.signed_on,
            v.signed_by, v.replaces, v.reason, v.no_conflict, duty.now(), current_account())
        returning decision_id into v.decision_id;
    update legal_case set provider_id = case_provider(v.case_id)
        where center_id = v.center_id and case_id = v.case_id;
    perform audit_add('case.decision', 'case', v.case_id::text, jsonb_build_object('decision',
        v.decision_id, 'number', v.number, 'signed_on', v.signed_on, 'provider_id', v.provider_id,
        'replaces', v.replaces, 'no_conflict', v.no_conflict <> ''));
    return jsonb_build_object('case_id', v.case_id, 'decision_id', v.decision_id)
        || case_follow(v.case_id, v.provider_id, v_was);
end $$;
grant execute on function duty.decision_save(text, text, text, text, text, text, text, text, text)
    to duty_app;
