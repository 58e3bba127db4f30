-- Whose key or code did something, for the record: its court and name; null for {} and null.
create or replace function duty.token_name(p_token jsonb) returns text
language sql stable set search_path = duty, pg_temp as $$
    select o.name || ', ' || t.name
    from (select center_id, org_id, name from api_key
              where center_id = current_center() and key_id = (p_token ->> 'key')::bigint
          union all
          select center_id, org_id, name from court_code
              where center_id = current_center() and code_id = (p_token ->> 'code')::bigint) t
    join org_unit o on o.center_id = t.center_id and o.org_id = t.org_id
$$;
grant execute on function duty.token_name(jsonb) to duty_app;
