-- Enters a party of a case (party_id empty), changes one, or (what: remove) takes one out on whom no
-- decision rests. The audit tells neither name nor role nor need.
create or replace function duty.party_save(
    p_case_id text, p_party_id text, p_what text, p_name text, p_role text, p_side text,
    p_is_client text, p_khmer text, p_sign_language text, p_juvenile text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v party;
    v_is_new boolean;
begin
    perform write_lock();
    v.case_id := (case_known(p_case_id)).case_id;
    v.center_id := current_center();
    v.party_id := arg_int('party_id', p_party_id);
    v_is_new := v.party_id is null;
    if not v_is_new and not exists (select from party where center_id = v.center_id
            and case_id = v.case_id and party_id = v.party_id) then
        perform fail('error.not_found', 'DU404');
    end if;
    if arg_choice('what', p_what, array['save', 'remove'], 'save') = 'remove' then
        if exists (select from assignment_decision where center_id = v.center_id
                and party_id = v.party_id) then
            perform fail('error.case.party_decided', 'DU409');
        end if;
        delete from party where center_id = v.center_id and party_id = v.party_id;
    else
        v.name := arg_text('party_name', p_name, 300, true);
        v.role := arg_choice('party_role', p_role, array['accused', 'held', 'victim', 'plaintiff',
            'defendant', 'related', 'witness', 'other']);
        v.side := arg_int('party_side', p_side, false, 1, 9);
        v.is_client := coalesce(p_is_client, '') = '1';
        v.needs := array_remove(array[case p_khmer when '1' then 'khmer' end,
            case p_sign_language when '1' then 'sign_language' end,
            case p_juvenile when '1' then 'juvenile' end], null);
        if v.role is null then
            perform fail('error.field.required', p_field => 'party_role');
        elsif v.is_client and v.side is null then
            perform fail('error.case.side', p_field => 'party_side');
        end if;
        if v_is_new then
            insert into party (center_id, case_id, role, side, name, is_client, needs)
                values (v.center_id, v.case_id, v.role, v.side, v.name, v.is_client, v.needs)
                returning party_id into v.party_id;
        else
            update party set role = v.role, side = v.side, name = v.name, is_client = v.is_client,
                    needs = v.needs
                where center_id = v.center_id and party_id = v.party_id;
        end if;
    end if;
    perform audit_add('case.party', 'case', v.case_id::text, jsonb_build_object(
        'party', v.party_id, 'what', case when v_is_new then 'add' else coalesce(p_what, 'save') end));
    return jsonb_build_object('case_id', v.case_id, 'party_id', v.party_id);
end $$;
grant execute on function duty.party_save(text, text, text, text, text, text, text, text, text, text)
    to duty_app;
