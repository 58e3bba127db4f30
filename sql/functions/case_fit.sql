-- Refuses somebody who may represent nobody today or has a conflict of interest in this case.
create or replace function duty.case_fit(p_case bigint, p_provider bigint) returns void
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_name constant text := (select name from staff() where provider_id = p_provider);
begin
    if v_name is null then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider::text);
    elsif not case_may_act(p_provider) then
        perform fail('error.case.papers', p_field => 'provider_id', p_value => v_name);
    elsif case_conflicts(p_case, p_provider) <> '[]' then
        perform fail('error.case.not_eligible', p_field => 'provider_id', p_value => v_name);
    end if;
end $$;
grant execute on function duty.case_fit(bigint, bigint) to duty_app;
