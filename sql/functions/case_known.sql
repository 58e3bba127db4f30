-- The case of an address (/cases/7); one that is none of this Centre's does not exist.
create or replace function duty.case_known(p_id text) returns duty.legal_case
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_case legal_case;
begin
    select * into v_case from legal_case
        where center_id = current_center() and case_id = arg_int('case_id', p_id, true);
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_case;
end $$;
grant execute on function duty.case_known(text) to duty_app;
