-- Everything a personal calendar shows. Null: no such token; {"gone":true}: revoked, or the person's
-- account is locked. From a month
-- ago to thirteen months ahead. Duties as published, a withdrawn one is gone; hearings the provider
-- appears at, a cancelled one stays as cancelled for a while. Never the subject of a case.
create or replace function duty.feed_read(p_token_hash text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v record;
    v_window tstzrange;
    v_events jsonb;
    v_modified bigint;
begin
    select t.center_id, t.provider_id, t.revoked_at, t.created_at, p.feed_version, p.feed_changed_at,
            feed_is_locked(p.center_id, p.person_id) as is_locked, n.full_name, n.language, c.zone,
            c.name as center_name, c.hotline
        into v
        from feed_token t
        join provider p on p.center_id = t.center_id and p.provider_id = t.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        join center c on c.center_id = t.center_id
        where t.token_hash = p_token_hash;
    if not found then
        return null;
    elsif v.revoked_at is not null or v.is_locked then
        return jsonb_build_object('gone', true);
    end if;
    v_window := tstzrange(duty.now() - interval '1 month', duty.now() + interval '13 months');
    with event as (
        select starts, uid, changed_at, body from feed_duties(v.center_id, v.provider_id, v_window)
        union all
        select starts, uid, changed_at, body from feed_hearings(v.center_id, v.provider_id, v_window))
    select coalesce(jsonb_agg(body order by starts, uid), '[]'),
            extract(epoch from coalesce(greatest(max(changed_at), v.feed_changed_at),
                v.created_at))::bigint
        into v_events, v_modified from event;
    return jsonb_build_object('center_id', v.center_id, 'provider_id', v.provider_id,
        'version', v.feed_version, 'name', v.full_name, 'language', v.language, 'zone', v.zone,
        'center_name', v.center_name, 'hotline', v.hotline, 'modified', v_modified,
        'events', v_events);
end $$;
grant execute on function duty.feed_read(text) to duty_jobs;
