-- A provider's conflicts of interest, for coordinator and administrator (row policy planners).
create or replace function duty.conflict_list(p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('conflict_id', k.conflict_id,
        'with', coalesce(o.name, d.name, k.person_name), 'from', lower(k.valid), 'until', upper(k.valid) - 1,
        'reason', k.reason, 'is_over', upper(k.valid) <= duty.today(c.zone)) order by k.valid desc), '[]')
    from provider_conflict k
    join center c on c.center_id = k.center_id
    left join org_unit o on o.center_id = k.center_id and o.org_id = k.org_id
    left join duty_post d on d.center_id = k.center_id and d.post_id = k.post_id
    where k.center_id = current_center() and k.provider_id = p_provider
$$;
grant execute on function duty.conflict_list(bigint) to duty_app;
