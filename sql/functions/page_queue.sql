-- What waits for a person: courts nobody knows, and news that contradicts a better door.
create or replace function duty.page_queue() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return jsonb_build_object('courts', (
        select coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'said', u.said,
            'seen_at', wall(u.seen_at at time zone c.zone), 'waiting', w.n,
            'batch_id', w.batch_id, 'options', courts()) order by u.seen_at desc), '[]')
        from court_unknown u
        join center c on c.center_id = u.center_id
        cross join lateral (select count(*) as n, max(r.batch_id) as batch_id
            from court_waiting(u.name) r) w
        where u.center_id = current_center() and u.state = 'open'),
        'conflicts', (
        select coalesce(jsonb_agg(jsonb_build_object('conflict_id', q.conflict_id,
            'hearing_id', q.hearing_id, 'code', l.code, 'court', o.name, 'door', q.door,
            'batch_id', q.batch_id, 'raised_at', wall(q.raised_at at time zone c.zone),
            'starts', wall(h.starts), 'is_cancelled', q.fields ->> 'state' = 'cancelled',
            'changes', import_changes_shown(q.fields)) order by h.starts), '[]')
        from hearing_conflict q
        join center c on c.center_id = q.center_id
        join hearing h on h.center_id = q.center_id and h.hearing_id = q.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where q.center_id = current_center() and q.state = 'open'));
end $$;
grant execute on function duty.page_queue() to duty_app;
