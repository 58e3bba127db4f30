-- A court with all that it came from: whose cases it has taken over (org_succession). Of a closed court
-- the line is that of the one that stands in its place today.
create or replace function duty.court_line(p_court bigint) returns setof bigint
language sql stable set search_path = duty, pg_temp as $$
    with recursive line(org_id) as (
        select org_at(p_court, duty.today(zone)) from center where center_id = current_center()
        union
        select s.from_org from line l
        join org_succession s on s.center_id = current_center() and s.to_org = l.org_id)
    select org_id from line
$$;
grant execute on function duty.court_line(bigint) to duty_app;
