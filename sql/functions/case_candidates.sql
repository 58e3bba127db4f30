-- Everybody who might take a case, with what speaks for and against: free at its coming hearings with
-- the way there (busy: the first thing in the way), papers valid to the last of them, conflicts of
-- interest, the needs of its clients nobody knows to meet (missing), the court's area in charge, the
-- hearings of the next thirty days as of a full share (load), and minutes from home. Best first; what
-- is alike is told apart by a lot drawn per case, so that nobody's name is in the way.
create or replace function duty.case_candidates(p_case bigint) returns table (
    provider_id bigint, name text, phone text, has_papers boolean, conflicts jsonb, busy jsonb,
    missing text[], met text[], in_area boolean, hearings bigint, load numeric, way integer)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_center constant bigint := current_center();
    v_now timestamp;
    v_last date;
    v_needs text[];
    v_place bigint;
    v_area bigint;
begin
    select duty.now() at time zone zone into v_now from center where center_id = v_center;
    select o.place_id, o.area_id, coalesce(array(select distinct unnest(p.needs) from party p
            where p.center_id = v_center and p.case_id = p_case and p.is_client), '{}'),
            greatest(v_now::date, (select max(h.starts)::date from hearing h
                where h.center_id = v_center and h.case_id = p_case and h.state = 'scheduled'))
        into v_place, v_area, v_needs, v_last
        from legal_case l join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where l.center_id = v_center and l.case_id = p_case;
    return query
        with loads as (
            select a.provider_id, count(*) as n
            from hearing h
            join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
                and a.state <> 'released'
            where h.center_id = v_center and h.state = 'scheduled' and h.case_id <> p_case
                and h.starts >= v_now and h.starts < v_now + interval '30 days'
            group by a.provider_id
        ), coming as materialized (
            select hearing_id, starts, during from hearing
            where center_id = v_center and case_id = p_case and state = 'scheduled' and starts >= v_now)
        select x.* from (select t.provider_id, t.name, t.phone,
            credential_days(t.provider_id, v_center) @> daterange(v_now::date, v_last, '[]'),
            case_conflicts(p_case, t.provider_id),
            (select k -> 0 from coming c
             cross join lateral hearing_clash(t.provider_id, c.during, c.hearing_id) k
             where k <> '[]' order by c.starts limit 1),
            array(select unnest(v_needs) except select skill from provider_skill k
                where k.center_id = v_center and k.provider_id = t.provider_id),
            array(select unnest(v_needs) intersect select skill from provider_skill k
                where k.center_id = v_center and k.provider_id = t.provider_id),
            exists (select from area_charge g where g.center_id = v_center
                and g.provider_id = t.provider_id and g.area_id = v_area and g.valid @> v_last),
            coalesce(l.n, 0), coalesce(l.n, 0) * 100.0 / t.share,
            travel_minutes(p.home_place, v_place, v_last)
        from staff() t
        join provider p on p.center_id = v_center and p.provider_id = t.provider_id
        left join loads l on l.provider_id = t.provider_id
        where t.class <> 'collaborator' and t.is_here) x
            (provider_id, name, phone, has_papers, conflicts, busy, missing, met, in_area, hearings,
             load, way)
        order by cardinality(missing), not in_area, load, way, md5(p_case || ':' || provider_id);
end $$;
grant execute on function duty.case_candidates(bigint) to duty_app;
