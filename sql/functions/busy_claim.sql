-- Leases up to p_n own calendars that are due, for p_lease_s seconds; commit before asking them. As
-- source_claim does for the courts' calendars.
create or replace function duty.busy_claim(p_n integer, p_lease_s integer) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_whole constant interval := make_interval(hours => rule_value('source.whole_hours'));
    v_claimed jsonb;
begin
    with due as (
        select center_id, busy_id from busy_source
        where next_at <= v_now and (lease is null or lease_until < v_now
            or lease_pid not in (select pid from pg_stat_activity))
        order by next_at limit p_n for update skip locked
    ), leased as (
        update busy_source s set lease = replace(gen_random_uuid()::text, '-', ''),
                lease_pid = pg_backend_pid(), lease_until = v_now + make_interval(secs => p_lease_s)
            from due where s.center_id = due.center_id and s.busy_id = due.busy_id
            returning s.*)
    select jsonb_agg(jsonb_build_object('center_id', l.center_id, 'source_id', l.busy_id,
            'lease', l.lease, 'url', l.url, 'zone', c.zone, 'today', duty.today(c.zone))
            || case when l.whole_at > v_now - v_whole then jsonb_build_object('etag', l.etag,
                'last_modified', l.last_modified) else '{}' end order by l.next_at)
        into v_claimed from leased l join center c using (center_id);
    return coalesce(v_claimed, '[]');
end $$;
grant execute on function duty.busy_claim(integer, integer) to duty_jobs;
