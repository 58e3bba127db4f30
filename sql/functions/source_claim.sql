-- Leases up to p_n calendar addresses that are due, for p_lease_s seconds; commit before asking them.
-- What another daemon has leased is left alone until its time is over or its connection is gone. An
-- address that has not come whole for long is asked for the whole again (rule source.whole_hours): a server
-- that says "unchanged" by mistake would freeze it for good.
create or replace function duty.source_claim(p_n integer, p_lease_s integer) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_whole constant interval := make_interval(hours => rule_value('source.whole_hours'));
    v_claimed jsonb;
begin
    with due as (
        select center_id, source_id from calendar_source
        where ended_at is null and next_at <= v_now and (lease is null or lease_until < v_now
            or lease_pid not in (select pid from pg_stat_activity))
        order by next_at limit p_n for update skip locked
    ), leased as (
        update calendar_source s set lease = replace(gen_random_uuid()::text, '-', ''),
                lease_pid = pg_backend_pid(), lease_until = v_now + make_interval(secs => p_lease_s)
            from due where s.center_id = due.center_id and s.source_id = due.source_id
            returning s.*)
    select jsonb_agg(jsonb_build_object('center_id', l.center_id, 'source_id', l.source_id,
            'lease', l.lease, 'url', l.url, 'zone', c.zone, 'today', duty.today(c.zone))
            || case when l.whole_at > v_now - v_whole then jsonb_build_object('etag', l.etag,
                'last_modified', l.last_modified) else '{}' end order by l.next_at)
        into v_claimed from leased l join center c using (center_id);
    return coalesce(v_claimed, '[]');
end $$;
grant execute on function duty.source_claim(integer, integer) to duty_jobs;
