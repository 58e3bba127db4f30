-- What the Centre adds to a court's case: the subject, its legal-aid file's number (TT 12/2018/TT-BTP
-- art. 11) and the same matter's case at the instance below, by its docket number.
create or replace function duty.case_save(
    p_case_id text, p_subject text, p_aid_code text, p_earlier text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_case legal_case;
    v_aid text;
    v_earlier text;
    v_earlier_id bigint;
begin
    perform write_lock();
    v_case := case_known(p_case_id);
    v_aid := arg_text('aid_code', p_aid_code, 100);
    v_earlier := arg_text('earlier', p_earlier, 100);
    if exists (select from legal_case where center_id = v_case.center_id and aid_code = v_aid
            and case_id <> v_case.case_id) then
        perform fail('error.case.aid_code', p_field => 'aid_code', p_value => v_aid);
    end if;
    if v_earlier is not null then
        select case_id into v_earlier_id from legal_case
            where center_id = v_case.center_id and docket_number(code) = docket_number(v_earlier)
                and case_id <> v_case.case_id
            order by case_id desc limit 1;
        if v_earlier_id is null or exists (select from case_family(v_case.case_id) f
                where f = v_earlier_id and f is distinct from v_case.earlier_id) then
            perform fail('error.case.earlier', p_field => 'earlier', p_value => v_earlier);
        end if;
    end if;
    update legal_case set subject = coalesce(arg_text('subject', p_subject, 1000), ''),
            aid_code = v_aid, earlier_id = v_earlier_id
        where center_id = v_case.center_id and case_id = v_case.case_id;
    perform audit_add('case.save', 'case', v_case.case_id::text,
        jsonb_build_object('aid_code', v_aid, 'earlier', v_earlier_id));
    return jsonb_build_object('case_id', v_case.case_id);
end $$;
grant execute on function duty.case_save(text, text, text, text) to duty_app;
