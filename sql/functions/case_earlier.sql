-- The case at the instance below that a docket number names, null for none: another one of this Centre's,
-- and none that already comes after this one.
create or replace function duty.case_earlier(p_case duty.legal_case, p_code text) returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id bigint;
begin
    if p_code is null then
        return null;
    end if;
    select case_id into v_id from legal_case
        where center_id = p_case.center_id and docket_number(code) = docket_number(p_code)
            and case_id <> p_case.case_id
        order by case_id desc limit 1;
    if v_id is null or exists (select from case_family(p_case.case_id) f
            where f = v_id and f is distinct from p_case.earlier_id) then
        perform fail('error.case.earlier', p_field => 'earlier', p_value => p_code);
    end if;
    return v_id;
end $$;
grant execute on function duty.case_earlier(duty.legal_case, text) to duty_app;
