-- Who appears at a case's hearing when p_provider is named: everybody decided for one of its clients;
-- somebody not among them stands in for the one who would come first (case_provider).
create or replace function duty.case_appear(p_case bigint, p_provider bigint) returns bigint[]
language plpgsql stable security definer set search_path = duty, pg_temp as $$
declare
    v_decided constant bigint[] := array(select distinct provider_id from case_acting(p_case)
        where case_may_act(provider_id));
begin
    return case when p_provider = any (v_decided) then v_decided
        else array_remove(v_decided, case_provider(p_case)) || p_provider end;
end $$;
alter function duty.case_appear(bigint, bigint) owner to duty_guard;
grant execute on function duty.case_appear(bigint, bigint) to duty_app;
