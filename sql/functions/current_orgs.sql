-- The organisation of the account signed in and all that it came from: whose papers it has taken over.
create or replace function duty.current_orgs() returns setof bigint
language sql stable set search_path = duty, pg_temp as $$
    with recursive own(org_id) as (
        select current_org()
        union
        select s.from_org from own o
        join org_succession s on s.center_id = current_center() and s.to_org = o.org_id)
    select org_id from own
$$;
grant execute on function duty.current_orgs() to duty_app, duty_guard;
