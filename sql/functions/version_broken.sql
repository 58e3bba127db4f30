-- Verifies a roster's chain of versions: the first one whose hash does not follow from what it says
-- and from the one before, or that is missing; null when the chain holds.
create or replace function duty.version_broken(p_roster_id bigint) returns integer
language sql stable set search_path = duty, pg_temp as $$
    select min(n.version)
    from roster r
    cross join lateral generate_series(1, r.version) n(version)
    left join roster_version v on v.center_id = r.center_id and v.roster_id = r.roster_id
        and v.version = n.version
    left join roster_version b on b.center_id = r.center_id and b.roster_id = r.roster_id
        and b.version = n.version - 1
    where r.center_id = current_center() and r.roster_id = p_roster_id
        and v.hash is distinct from version_hash(v, b.hash)
$$;
grant execute on function duty.version_broken(bigint) to duty_app;
