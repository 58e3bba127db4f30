-- The conflicts of interest of a provider in a case (case_reasons). Coordinator and administrator get
-- the reasons; everybody else learns no more than that somebody is not eligible.
create or replace function duty.case_conflicts(
    p_case bigint, p_provider bigint, p_party bigint default null) returns jsonb
language plpgsql stable security definer set search_path = duty, pg_temp as $$
declare
    v_reasons constant jsonb := case_reasons(p_case, p_provider, p_party);
begin
    return case when v_reasons = '[]' or current_actor() in ('coordinator', 'administrator')
        then v_reasons else '[{"key": "not_eligible"}]' end;
end $$;
alter function duty.case_conflicts(bigint, bigint, bigint) owner to duty_guard;
grant execute on function duty.case_conflicts(bigint, bigint, bigint) to duty_app;
