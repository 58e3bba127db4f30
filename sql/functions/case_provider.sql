-- Who appears for a case: by the assignment decision, else the lawyer who follows it, if that is
-- somebody who may still act and has no conflict of interest; else null: the coordinator chooses.
-- Decisions and conflicts are not the clerk's to read: hence the rights of duty_guard.
create or replace function duty.case_provider(p_case bigint) returns bigint
language plpgsql stable security definer set search_path = duty, pg_temp as $$
begin
    return coalesce((
        select provider_id from case_acting(p_case)
        where case_may_act(provider_id)
        order by party_id nulls first, decision_id limit 1), (
        select provider_id from legal_case
        where center_id = current_center() and case_id = p_case
            and case_may_act(provider_id) and case_reasons(p_case, provider_id) = '[]'));
end $$;
alter function duty.case_provider(bigint) owner to duty_guard;
grant execute on function duty.case_provider(bigint) to duty_app;
