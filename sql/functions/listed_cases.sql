-- How many cases a court has listed with a hearing that begins within these hours, under whatever name
-- it had or has: what stood in its place that day (org_at) counts. Defined with all rights, for a
-- clerk must not change another court's demand by not seeing its hearings; a number tells nothing of
-- a case.
create or replace function duty.listed_cases(p_court bigint, p_from timestamp, p_until timestamp)
    returns integer
language sql stable security definer set search_path = duty, pg_temp as $$
    select count(distinct h.case_id)::integer
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and h.state = 'scheduled'
        and h.starts >= p_from and h.starts < p_until
        and l.court_id in (select o.org_id from org_unit o
            where o.center_id = current_center() and o.kind = 'court'
                and org_at(o.org_id, p_from::date) = org_at(p_court, p_from::date))
$$;
alter function duty.listed_cases(bigint, timestamp, timestamp) owner to duty_guard;
grant execute on function duty.listed_cases(bigint, timestamp, timestamp) to duty_app;
