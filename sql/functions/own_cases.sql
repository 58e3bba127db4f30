-- The cases of a provider's hearings (own_hearings) and those the provider follows.
create or replace function duty.own_cases() returns setof bigint
language sql stable security definer set search_path = duty, pg_temp as $$
    select case_id from hearing
    where center_id = current_center() and hearing_id in (select own_hearings())
    union
    select case_id from legal_case
    where center_id = current_center() and provider_id = current_provider()
$$;
alter function duty.own_cases() owner to duty_guard;
grant execute on function duty.own_cases() to duty_app;
