-- Which courts and police bodies a duty post serves, and when: its own court or body and whoever
-- came after it; for custody of an area the police bodies there and the bodies above them.
create or replace function duty.list_served() returns table (
    post_id bigint, org_id bigint, valid datemultirange)
language sql stable set search_path = duty, pg_temp as $$
    with recursive own as (
        select p.post_id, o.org_id, o.valid
        from duty_post p
        join org_unit o on o.center_id = p.center_id and o.org_id = p.org_id
        where p.center_id = (select current_center())
        union
        select b.post_id, o.org_id, o.valid * daterange(s.at, null)
        from own b
        join org_succession s on s.center_id = (select current_center()) and s.from_org = b.org_id
        join org_unit o on o.center_id = s.center_id and o.org_id = s.to_org
    ), there as (
        select p.post_id, o.org_id, o.valid, o.parent_id
        from duty_post p
        join org_unit o on o.center_id = p.center_id and o.area_id = p.area_id
        where p.center_id = (select current_center()) and p.kind = 'custody_phone'
            and o.kind in ('police_body', 'commune_police', 'detention_facility')
        union
        select t.post_id, o.org_id, o.valid * t.valid, o.parent_id
        from there t
        join org_unit o on o.center_id = (select current_center()) and o.org_id = t.parent_id
        where o.kind = 'police_body')
    select s.post_id, s.org_id, range_agg(s.valid)
    from (select own.post_id, own.org_id, own.valid from own
          union all select there.post_id, there.org_id, there.valid from there) s
    join org_unit o on o.center_id = (select current_center()) and o.org_id = s.org_id
    where o.kind in ('court', 'police_body', 'commune_police', 'detention_facility')
        and not isempty(s.valid)
    group by s.post_id, s.org_id
$$;
grant execute on function duty.list_served() to duty_app, duty_guard, duty_jobs;
