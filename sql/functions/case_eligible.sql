-- Refuses somebody chosen for a hearing who has a conflict of interest in its case. Who appears there
-- already or is decided for the case was looked at when that was settled. The reason is not told.
create or replace function duty.case_eligible(p_case bigint, p_provider bigint, p_hearing_id bigint)
    returns void
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if not exists (select from appearance where center_id = current_center()
            and hearing_id = p_hearing_id and provider_id = p_provider and state <> 'released')
        and p_provider is distinct from case_provider(p_case)
        and case_conflicts(p_case, p_provider) <> '[]' then
        perform fail('error.case.not_eligible', p_field => 'provider_id',
            p_value => (select name from staff() where provider_id = p_provider));
    end if;
end $$;
grant execute on function duty.case_eligible(bigint, bigint, bigint) to duty_app;
