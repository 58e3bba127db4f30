-- Enters a party of a case (party_id empty), changes one, or (what: remove) takes one out on whom no
-- decision rests. p_form: {party_name, party_role, party_side, is_client, khmer, sign_language,
-- juvenile}; a name, role or side that is missing stays as it is, a box that is not ticked is missing.
-- The audit tells neither name nor role nor need.
create or replace function duty.party_save(
    p_case_id text, p_party_id text, p_what text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_case bigint;
    v_id constant bigint := arg_int('party_id', p_party_id);
    v_is_new constant boolean := v_id is null;
    v party;
begin
    perform write_lock();
    v_case := (case_known(p_case_id)).case_id;
    select * into v from party
        where center_id = current_center() and case_id = v_case and party_id = v_id;
    if not found and not v_is_new then
        perform fail('error.not_found', 'DU404');
    end if;
    v.center_id := current_center();
    v.case_id := v_case;
    if arg_choice('what', p_what, array['save', 'remove'], 'save') = 'remove' then
        if exists (select from assignment_decision where center_id = v.center_id
                and party_id = v.party_id) then
            perform fail('error.case.party_decided', 'DU409');
        end if;
        delete from party where center_id = v.center_id and party_id = v.party_id;
    else
        v.name := arg_text('party_name', coalesce(p_form ->> 'party_name', v.name), 300, true);
        v.role := arg_choice('party_role', coalesce(p_form ->> 'party_role', v.role), array['accused',
            'held', 'victim', 'plaintiff', 'defendant', 'related', 'witness', 'other']);
        v.side := arg_int('party_side', coalesce(p_form ->> 'party_side', v.side::text), false, 1, 9);
        v.is_client := coalesce(p_form ->> 'is_client', '') = '1';
        v.needs := array(select k from unnest('{khmer,sign_language,juvenile}'::text[])
            with ordinality x(k, i) where p_form ->> k = '1' order by i);
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
grant execute on function duty.party_save(text, text, text, jsonb) to duty_app;
