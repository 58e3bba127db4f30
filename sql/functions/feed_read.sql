-- What a calendar address shows. Null: no such address; {"gone": true}: revoked, or the person's
-- account is locked. Else {copy, stamp, center_id, feed_id, version, fresh_s, closes_s, kind, level,
-- alarm, name, language, zone, modified, events}; events is null when p_have is copy and stamp with a
-- blank between. Addresses with the same copy have the same bytes, and with the same stamp still the
-- same. fresh_s: seconds until it changes by itself; closes_s: until the address is shut, or null;
-- modified: when the bytes can have changed last, in epoch seconds.
create or replace function duty.feed_read(p_token_hash text, p_have text) returns json
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v record;
    v_feed feed;
    v_now constant timestamptz := duty.now();
    v_today date;
    v_stamp text;
    v_copy text;
begin
    select t.level, coalesce(t.alarm_minutes, 0) as alarm, t.revoked_at, n.full_name, c.zone,
            coalesce(t.language, n.language, c.language) as language,
            coalesce(n.full_name, d.name, o.name, c.name) as name, p.person_id, f as feed
        into v
        from feed_token t
        join feed f on f.center_id = t.center_id and f.feed_id = t.feed_id
        join center c on c.center_id = f.center_id
        left join provider p on p.center_id = f.center_id and p.provider_id = f.provider_id
        left join person n on n.center_id = p.center_id and n.person_id = p.person_id
        left join duty_post d on d.center_id = f.center_id and d.post_id = f.post_id
        left join org_unit o on o.center_id = f.center_id and o.org_id = f.org_id
        where t.token_hash = p_token_hash;
    if not found then
        return null;
    end if;
    v_feed := v.feed;
    if v.revoked_at <= v_now
            or v_feed.kind = 'provider' and feed_is_locked(v_feed.center_id, v.person_id) then
        return json_build_object('gone', true);
    end if;
    perform set_config('app.center_id', v_feed.center_id::text, true); -- for list_served()
    v_today := (v_now at time zone v.zone)::date;
    v_stamp := concat_ws(':', v_feed.version, v_today);
    v_copy := concat_ws(':', v_feed.center_id, v_feed.feed_id, v.level, v.alarm, v.language);
    return json_build_object('copy', v_copy, 'stamp', v_stamp, 'center_id', v_feed.center_id,
        'feed_id', v_feed.feed_id, 'version', v_feed.version,
        'fresh_s', ceil(extract(epoch from (v_today + 1)::timestamp at time zone v.zone - v_now)),
        'closes_s', ceil(extract(epoch from v.revoked_at - v_now)),
        'kind', v_feed.kind, 'level', v.level, 'alarm', v.alarm, 'name', v.name,
        'language', v.language, 'zone', v.zone,
        'modified', floor(extract(epoch from greatest(v_feed.changed_at,
            v_today::timestamp at time zone v.zone))),
        'events', case when p_have <> v_copy || ' ' || v_stamp
            then feed_events(v_feed, v.level, v.zone, v_today) end);
end $$;
grant execute on function duty.feed_read(text, text) to duty_jobs;
