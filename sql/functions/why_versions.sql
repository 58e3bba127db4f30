-- The published versions that gave a duty to a person or took it away, the first one first.
create or replace function duty.why_versions(p_shift_id bigint, p_provider_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'added', k.change = 'added',
        'at', wall(v.published_at at time zone c.zone), 'by', n.full_name, 'note', v.note)
        order by v.version), '[]')
    from shift s
    join roster_version v on v.center_id = s.center_id and v.roster_id = s.roster_id
    join center c on c.center_id = s.center_id
    cross join lateral (select change
        from unnest(array['added', 'removed']) change
        cross join jsonb_array_elements(v.diff -> change) x
        where (x ->> 'shift')::bigint = p_shift_id
            and (x ->> 'provider')::bigint = p_provider_id) k
    left join account a on a.center_id = v.center_id and a.account_id = v.published_by
    left join person n on n.center_id = a.center_id and n.person_id = a.person_id
    where s.center_id = current_center() and s.shift_id = p_shift_id
$$;
grant execute on function duty.why_versions(bigint, bigint) to duty_app;
