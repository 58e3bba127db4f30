-- Who appears at a hearing when its form names nobody: who does already or, a new one, who follows
-- its case.
create or replace function duty.hearing_follows(
    p_hearing_id bigint, p_court bigint, p_code text) returns bigint
language sql stable set search_path = duty, pg_temp as $$
    select coalesce((
        select min(provider_id) from appearance
        where center_id = current_center() and hearing_id = p_hearing_id and state <> 'released'), (
        select case_provider(case_id) from legal_case
        where center_id = current_center() and court_id = p_court and code = p_code))
$$;
grant execute on function duty.hearing_follows(bigint, bigint, text) to duty_app;
