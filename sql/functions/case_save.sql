-- What the Centre adds to a court's case: the subject, its legal-aid file's number (TT 12/2018/TT-BTP
-- art. 11) and the same matter's case at the instance below, by its docket number. p_form: {subject,
-- aid_code, earlier}; what is missing stays as it is, an empty text empties.
create or replace function duty.case_save(p_case_id text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_case legal_case;
    v_earlier text;
begin
    perform write_lock();
    v_case := case_known(p_case_id);
    if p_form ? 'subject' then
        v_case.subject := coalesce(arg_text('subject', p_form ->> 'subject', 1000), '');
    end if;
    if p_form ? 'aid_code' then
        v_case.aid_code := arg_text('aid_code', p_form ->> 'aid_code', 100);
    end if;
    if exists (select from legal_case where center_id = v_case.center_id
            and aid_code = v_case.aid_code and case_id <> v_case.case_id) then
        perform fail('error.case.aid_code', p_field => 'aid_code', p_value => v_case.aid_code);
    end if;
    if p_form ? 'earlier' then
        v_earlier := arg_text('earlier', p_form ->> 'earlier', 100);
        v_case.earlier_id := case_earlier(v_case, v_earlier);
    end if;
    update legal_case set subject = v_case.subject, aid_code = v_case.aid_code,
            earlier_id = v_case.earlier_id
        where center_id = v_case.center_id and case_id = v_case.case_id;
    perform audit_add('case.save', 'case', v_case.case_id::text,
        jsonb_build_object('aid_code', v_case.aid_code, 'earlier', v_case.earlier_id));
    return jsonb_build_object('case_id', v_case.case_id);
end $$;
grant execute on function duty.case_save(text, jsonb) to duty_app;
