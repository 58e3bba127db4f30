-- The hearings a provider may see: where the provider signed in appears, and those of cases the
-- provider follows or is decided for. Row policies ask it; it reads past them with the rights of
-- duty_guard.
create or replace function duty.own_hearings() returns setof bigint
language sql stable security definer set search_path = duty, pg_temp as $$
    select hearing_id from appearance
    where center_id = current_center() and provider_id = current_provider() and state <> 'released'
    union
    select h.hearing_id
    from (select case_id from legal_case
          where center_id = current_center() and provider_id = current_provider()
          union
          select d.case_id from assignment_decision d
          where d.center_id = current_center() and d.provider_id = current_provider()
              and not exists (select from assignment_decision n
                  where n.center_id = d.center_id and n.replaces = d.decision_id)) c
    join hearing h on h.center_id = current_center() and h.case_id = c.case_id
$$;
alter function duty.own_hearings() owner to duty_guard;
grant execute on function duty.own_hearings() to duty_app;
