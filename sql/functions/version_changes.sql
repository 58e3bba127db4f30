-- The duties in which a version differs from the one before, with the names both had; of a first
-- version none, for it is all new.
create or replace function duty.version_changes(p_row duty.roster_version,
    p_before duty.roster_version) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    with now as (
        select x, (x ->> 'shift')::bigint as shift_id from jsonb_array_elements(p_row.content) x
    ), old as (
        select x, (x ->> 'shift')::bigint as shift_id from jsonb_array_elements(p_before.content) x)
    select coalesce(jsonb_agg(coalesce(n.x, o.x) - 'points' - 'needed' || jsonb_build_object(
            'was', o.x -> 'people', 'people', coalesce(n.x -> 'people', '[]'))
            order by coalesce(n.x, o.x) ->> 'starts', coalesce(n.x, o.x) ->> 'post'), '[]')
    from now n full join old o using (shift_id)
    where p_before.version is not null
        and coalesce(n.x -> 'people', '[]') <> coalesce(o.x -> 'people', '[]')
$$;
grant execute on function duty.version_changes(duty.roster_version, duty.roster_version) to duty_app;
