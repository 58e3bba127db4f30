-- The open calendar addresses as a page lists them: of the own calendar (p_own), or of posts, bodies and
-- the Centre as far as the one who asks may see them (row policy own_address).
create or replace function duty.feed_tokens(p_own boolean) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('token_hash', t.token_hash, 'name', t.name,
        'kind', f.kind, 'of', coalesce(d.name, o.name), 'level', t.level,
        'alarm', nullif(t.alarm_minutes, 0), 'by', case when not p_own then n.full_name end,
        'created_at', wall(t.created_at at time zone c.zone),
        'last_fetch_at', wall(t.last_fetch_at at time zone c.zone),
        'client', feed_client_name(t.last_client),
        'ends_at', wall(t.revoked_at at time zone c.zone),
        'closes_on', case when t.revoked_at is null and t.warned_at is not null then
            (feed_closes_at(t) at time zone c.zone)::date end)
        order by f.kind, coalesce(d.name, o.name) collate "vi-x-icu", t.created_at desc), '[]')
    from feed_token t
    join feed f on f.center_id = t.center_id and f.feed_id = t.feed_id
    join center c on c.center_id = t.center_id
    left join duty_post d on d.center_id = f.center_id and d.post_id = f.post_id
    left join org_unit o on o.center_id = f.center_id and o.org_id = f.org_id
    left join account a on a.center_id = t.center_id and a.account_id = t.account_id
    left join person n on n.center_id = a.center_id and n.person_id = a.person_id
    where t.center_id = current_center() and coalesce(t.revoked_at > duty.now(), true)
        and case when p_own then f.provider_id = current_provider() else f.kind <> 'provider' end
$$;
grant execute on function duty.feed_tokens(boolean) to duty_app;
