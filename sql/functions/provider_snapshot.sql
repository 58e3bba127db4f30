-- What the audit keeps of a provider before and after a change.
create or replace function duty.provider_snapshot(p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('name', n.full_name, 'language', n.language, 'class', p.class,
        'branch_id', p.branch_id, 'home_place', p.home_place, 'share', p.share,
        'max_per_week', p.max_per_week, 'max_per_month', p.max_per_month,
        'first_day', p.first_day, 'last_day', p.last_day)
    from provider p join person n on n.center_id = p.center_id and n.person_id = p.person_id
    where p.center_id = current_center() and p.provider_id = p_provider
$$;
grant execute on function duty.provider_snapshot(bigint) to duty_app;
