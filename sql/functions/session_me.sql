-- Who is signed in, for the head of every page.
create or replace function duty.session_me() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('name', p.full_name, 'role', a.role, 'center', c.code,
        'center_name', c.name, 'org', a.org_id, 'org_name', o.name,
        'provider', current_provider(), 'language', p.language, 'zone', c.zone,
        'can', (select jsonb_object_agg(replace(action, '.', '_'), true)
            from permission where role = a.role))
    from account a
    join center c on c.center_id = a.center_id
    join person p on p.center_id = a.center_id and p.person_id = a.person_id
    left join org_unit o on o.center_id = a.center_id and o.org_id = a.org_id
    where a.center_id = current_center() and a.account_id = current_account()
$$;
grant execute on function duty.session_me() to duty_app;
