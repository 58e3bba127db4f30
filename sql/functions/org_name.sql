-- What an organisation was called on a day (org_at); null for none.
create or replace function duty.org_name(p_org bigint, p_day date) returns text
language sql stable set search_path = duty, pg_temp as $$
    select name::text from org_unit
    where center_id = current_center() and org_id = org_at(p_org, p_day)
$$;
grant execute on function duty.org_name(bigint, date) to duty_app, duty_jobs, duty_guard;
