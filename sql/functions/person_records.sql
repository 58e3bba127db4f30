-- What is recorded of one provider with dates: papers, skills, areas in charge, contacts. Days are
-- the first and the last one, both counted.
create or replace function duty.person_records(p_provider bigint, p_today date) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object(
        'credentials', (
            select coalesce(jsonb_agg(jsonb_build_object('credential_id', d.credential_id,
                'kind', d.kind, 'number', d.number, 'from', lower(d.valid),
                'until', upper(d.valid) - 1, 'is_valid', d.valid @> p_today,
                'is_over', upper(d.valid) <= p_today, 'counts', d.kind = credential_kind(p.class))
                order by d.valid desc), '[]')
            from credential d
            where d.center_id = p.center_id and d.provider_id = p.provider_id),
        'skill', (
            select jsonb_agg(jsonb_build_object('skill', s, 'has', exists (
                select from provider_skill k where k.center_id = p.center_id
                    and k.provider_id = p.provider_id and k.skill = s)) order by s)
            from unnest(array['khmer', 'sign_language', 'juvenile']) s),
        'charges', (
            select coalesce(jsonb_agg(jsonb_build_object('charge_id', g.charge_id, 'area', a.name,
                'area_id', g.area_id, 'from', lower(g.valid), 'until', upper(g.valid) - 1,
                'is_over', upper(g.valid) <= p_today) order by g.valid desc), '[]')
            from area_charge g join area a on a.center_id = g.center_id and a.area_id = g.area_id
            where g.center_id = p.center_id and g.provider_id = p.provider_id),
        'contacts', (
            select coalesce(jsonb_agg(jsonb_build_object('contact_id', k.contact_id,
                'channel', k.channel, 'address', k.address, 'is_verified', k.verified_at is not null,
                'is_retired', k.retired_at is not null,
                'verified_at', wall(k.verified_at at time zone c.zone), 'verified_by', n.full_name,
                'is_suppressed', u.suppression_id is not null, 'suppressed_for', u.reason,
                'suppressed_at', wall(u.created_at at time zone c.zone))
                order by k.retired_at is not null, k.channel desc, k.address), '[]')
            from contact k
            left join suppression u on u.center_id = k.center_id and u.channel = k.channel
                and u.address = lower(k.address) and u.ended_at is null
            left join account o on o.center_id = k.center_id and o.account_id = k.verified_by
            left join person n on n.center_id = o.center_id and n.person_id = o.person_id
            where k.center_id = p.center_id and k.person_id = p.person_id))
    from provider p join center c on c.center_id = p.center_id
    where p.center_id = current_center() and p.provider_id = p_provider
$$;
grant execute on function duty.person_records(bigint, date) to duty_app;
