-- The case a hearing is of, as a door names it (court_id, code; both may stay unsaid of a hearing that
-- is there): found or made, and written to only when that changes something of it.
create or replace function duty.hearing_case(p_case_id bigint, p_fields jsonb, p_provider bigint)
    returns duty.legal_case
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_old legal_case;
    v_case legal_case;
begin
    select * into v_old from legal_case where center_id = v_center and case_id = p_case_id;
    v_old.court_id := coalesce((p_fields ->> 'court_id')::bigint, v_old.court_id);
    v_old.code := coalesce(p_fields ->> 'code', v_old.code);
    v_old.court_id := court_of_case(v_old.court_id, v_old.code, (p_fields ->> 'starts')::date);
    select * into v_case from legal_case
        where center_id = v_center and court_id = v_old.court_id and code = v_old.code;
    if not found or v_case.subject <> p_fields ->> 'subject'
            or v_case.provider_id is null and p_provider is not null then
        v_case := case_put(v_old.court_id, v_old.code, p_fields ->> 'subject', p_provider);
    end if;
    return v_case;
end $$;
grant execute on function duty.hearing_case(bigint, jsonb, bigint) to duty_app;
