-- What an organisation that is at hand was called on a day (org_name): its own name while it is valid,
-- so that lists of hearings look nothing up.
create or replace function duty.org_called(p_org duty.org_unit, p_day date) returns text
language sql stable as $$
    select case when p_org.valid @> p_day then p_org.name::text
        else coalesce(duty.org_name(p_org.org_id, p_day), p_org.name) end
$$;
grant execute on function duty.org_called(duty.org_unit, date) to duty_app, duty_jobs, duty_guard;
