-- The name of a court whose number stands in a row's JSON.
create or replace function duty.court_name(p_org jsonb) returns text
language sql stable set search_path = duty, pg_temp as $$
    select name::text from org_unit
    where center_id = current_center() and to_jsonb(org_id) = p_org
$$;
grant execute on function duty.court_name(jsonb) to duty_app;
