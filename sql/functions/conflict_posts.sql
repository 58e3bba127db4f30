-- The posts each conflict of interest keeps a provider from, and when: the one post it names, or every
-- post that serves the organisation it names or one that came after that (list_served).
create or replace function duty.conflict_posts() returns table (
    provider_id bigint, post_id bigint, valid datemultirange)
language sql stable set search_path = duty, pg_temp as $$
    with recursive heir as (
        select k.provider_id, k.org_id, k.valid from provider_conflict k
        where k.center_id = (select current_center()) and k.org_id is not null
        union
        select h.provider_id, s.to_org, h.valid from heir h
        join org_succession s on s.center_id = (select current_center()) and s.from_org = h.org_id)
    select k.provider_id, k.post_id, datemultirange(k.valid) from provider_conflict k
    where k.center_id = (select current_center()) and k.post_id is not null
    union all
    select h.provider_id, v.post_id, v.valid * datemultirange(h.valid)
    from heir h join list_served() v on v.org_id = h.org_id
$$;
grant execute on function duty.conflict_posts() to duty_app, duty_guard;
