-- The case of a court's docket number, found or made, locked. A subject given replaces the old one;
-- who follows the case is set once, a substitute for one hearing does not take the case over.
create or replace function duty.case_put(
    p_court bigint, p_code text, p_subject text, p_provider bigint) returns duty.legal_case
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_case legal_case;
begin
    insert into legal_case (center_id, code, court_id, subject, provider_id)
        values (current_center(), p_code, p_court, coalesce(p_subject, ''), p_provider)
        on conflict (center_id, court_id, code) do update
            set subject = coalesce(p_subject, legal_case.subject),
                provider_id = coalesce(legal_case.provider_id, p_provider)
        returning * into v_case;
    return v_case;
end $$;
grant execute on function duty.case_put(bigint, text, text, bigint) to duty_app;
