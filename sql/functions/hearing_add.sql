-- Makes new scheduled hearings that concern nobody yet (hearing_is_nobodys), many at once: what
-- hearing_put does for one, and does by this. p_rows: [{n, court_id, code, starts, ends, subject, room,
-- judge, mode, kind, state}]; rows that say another state than scheduled are left to hearing_put.
-- Returns the hearing of each n that was made.
create or replace function duty.hearing_add(p_rows jsonb, p_batch bigint, p_door text)
    returns table (n integer, hearing_id bigint)
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
#variable_conflict use_column
declare
    v_center constant bigint := current_center();
    v_zone constant text := (select zone from center where center_id = v_center);
    v_rows constant jsonb := (select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(p_rows) r
        where coalesce(r ->> 'state', 'scheduled') = 'scheduled');
    v_ids bigint[];
begin
    insert into legal_case (center_id, code, court_id, subject)
        select distinct on (court_id, code) v_center, code, court_id, coalesce(subject, '')
        from jsonb_to_recordset(v_rows) r(n integer, court_id bigint, code text, subject text)
        order by court_id, code, subject is null, n
        on conflict (center_id, court_id, code) do update set subject = excluded.subject
            where excluded.subject <> '' and legal_case.subject <> excluded.subject;
    v_ids := array(select nextval('duty.hearing_hearing_id_seq') from jsonb_array_elements(v_rows));
    insert into hearing (center_id, hearing_id, case_id, uid, starts, ends, zone, during, room, judge,
            mode, kind, state, batch_id, version, changed_at) overriding system value
        select v_center, v_ids[r.i], l.case_id, format('hearing-%s-%s@dutyd', v_center, v_ids[r.i]),
            r.starts, r.ends, v_zone,
            tstzrange(r.starts at time zone v_zone, r.ends at time zone v_zone),
            coalesce(r.room, ''), coalesce(r.judge, ''), coalesce(r.mode, 'in_person'),
            coalesce(r.kind, ''), 'scheduled', p_batch, 1, duty.now()
        from rows from (jsonb_to_recordset(v_rows) as (court_id bigint, code text, starts timestamp,
            ends timestamp, room text, judge text, mode text, kind text))
            with ordinality r(court_id, code, starts, ends, room, judge, mode, kind, i)
        cross join lateral (select l.case_id from legal_case l
            where l.center_id = v_center and l.court_id = r.court_id and l.code = r.code offset 0) l;
    insert into hearing_change (center_id, hearing_id, version, severity, after, changed_at, account_id,
            batch_id, door, token)
        select v_center, i.id, 1, 'new',
            hearing_alone(x.h, l.code, l.subject, org_called(o, (x.h).starts::date)),
            (x.h).changed_at, current_account(), p_batch, p_door, current_token()
        from unnest(v_ids) i(id)
        cross join lateral (select h from hearing h
            where h.center_id = v_center and h.hearing_id = i.id offset 0) x
        cross join lateral (select l.* from legal_case l
            where l.center_id = v_center and l.case_id = (x.h).case_id offset 0) l
        join org_unit o on o.center_id = v_center and o.org_id = l.court_id;
    return query select r.n, v_ids[r.i] from rows from (jsonb_to_recordset(v_rows) as (n integer))
        with ordinality r(n, i);
end $$;
grant execute on function duty.hearing_add(jsonb, bigint, text) to duty_app;
