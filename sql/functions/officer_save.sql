-- Enters a judge, procurator or investigator of a case, or (what: remove) takes one out again.
create or replace function duty.officer_save(
    p_case_id text, p_officer_id text, p_what text, p_name text, p_role text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_case bigint;
    v_id bigint;
    v_role text;
begin
    perform write_lock();
    v_case := (case_known(p_case_id)).case_id;
    if arg_choice('what', p_what, array['save', 'remove'], 'save') = 'remove' then
        v_id := arg_int('officer_id', p_officer_id, true);
        delete from case_officer
            where center_id = v_center and case_id = v_case and officer_id = v_id;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
    else
        v_role := arg_choice('officer_role', p_role,
            array['judge', 'juror', 'clerk', 'procurator', 'investigator']);
        if v_role is null then
            perform fail('error.field.required', p_field => 'officer_role');
        end if;
        insert into case_officer (center_id, case_id, role, name)
            values (v_center, v_case, v_role, arg_text('officer_name', p_name, 300, true))
            on conflict do nothing
            returning officer_id into v_id;
    end if;
    perform audit_add('case.officer', 'case', v_case::text,
        jsonb_build_object('officer', v_id, 'what', coalesce(nullif(p_what, ''), 'add')));
    return jsonb_build_object('case_id', v_case);
end $$;
grant execute on function duty.officer_save(text, text, text, text, text) to duty_app;
