-- Changes hearings that concern nobody, many at once: what hearing_put does for one, and does by this.
-- p_rows: [{n, hearing_id, starts, ends, room, judge, kind, state, reason}]; of hearings that are or
-- become anything else than scheduled or cancelled, that somebody appears or appeared at, that join
-- points, or whose case has another one at that hour, nothing is changed: they are hearing_put's.
-- Returns the n of those that are as said now. "offset 0": see import_candidates.
create or replace function duty.hearing_alter(p_rows jsonb, p_batch bigint, p_door text)
    returns setof integer
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
    v_zone constant text := (select zone from center where center_id = v_center);
    v_all integer[];
begin
    with said as materialized (
        select * from jsonb_to_recordset(p_rows) r(n integer, hearing_id bigint, starts timestamp,
            ends timestamp, room text, judge text, kind text, state text, reason text)),
    found as materialized ( -- first, so that only these are asked about one by one
        select s.n, l.court_id, h.whole as was, l.code, l.subject, o as court, s.starts, s.ends,
            coalesce(s.room, h.room) as room, coalesce(s.judge, h.judge) as judge,
            coalesce(s.kind, h.kind) as kind, coalesce(s.state, h.state) as state,
            case when coalesce(s.state, h.state) = 'scheduled' then ''
                else coalesce(nullif(s.reason, ''), h.reason) end as reason
        from said s
        cross join lateral (select h as whole, h.* from hearing h
            where h.center_id = v_center and h.hearing_id = s.hearing_id offset 0) h
        cross join lateral (select l.* from legal_case l
            where l.center_id = v_center and l.case_id = h.case_id offset 0) l
        join org_unit o on o.center_id = v_center and o.org_id = l.court_id
        where h.state in ('scheduled', 'cancelled')
            and coalesce(s.state, h.state) in ('scheduled', 'cancelled')
            and not exists (select from appearance a
                where a.center_id = v_center and a.hearing_id = h.hearing_id offset 0)
            and not exists (select from hearing_point p
                where p.center_id = v_center and p.hearing_id = h.hearing_id offset 0)),
    old as materialized (
        select * from found f
        where hearing_is_nobodys(f.court_id, f.code)
            and (f.state = 'cancelled' or not exists (select from hearing other
                where other.center_id = v_center and other.case_id = (f.was).case_id
                    and other.starts = f.starts and other.state = 'scheduled'
                    and other.hearing_id <> (f.was).hearing_id offset 0))),
    changed as (
        update hearing h set starts = o.starts, ends = o.ends, zone = v_zone,
                during = tstzrange(o.starts at time zone v_zone, o.ends at time zone v_zone),
                room = o.room, judge = o.judge, kind = o.kind, state = o.state, reason = o.reason,
                batch_id = coalesce(p_batch, h.batch_id), version = coalesce(h.version, 0) + 1,
                sequence = h.sequence + is_seen::integer,
                changed_at = case when is_seen then duty.now() else h.changed_at end
            from old o
            cross join lateral (select (o.starts, o.ends, o.room, o.state) is distinct from
                ((o.was).starts, (o.was).ends, (o.was).room, (o.was).state)
                or o.kind <> (o.was).kind
                    and feed_act(o.kind) is distinct from feed_act((o.was).kind) as is_seen) x
            where h.center_id = v_center and h.hearing_id = (o.was).hearing_id
                and h.hearing_id = any (array(select (was).hearing_id from old))
                and (is_seen or (o.judge, o.kind, o.reason) is distinct from (h.judge, h.kind, h.reason))
            returning h as now, o.was, o.code, o.subject, o.court),
    version as (
        insert into hearing_change (center_id, hearing_id, version, severity, before, after, changed_at,
                account_id, batch_id, door, token)
            select v_center, (c.now).hearing_id, (c.now).version, hearing_severity(t.before, t.after),
                t.before, t.after, duty.now(), current_account(), p_batch, p_door, current_token()
            from changed c
            cross join lateral (select 
                    hearing_alone(c.was, c.code, c.subject, org_called(c.court, (c.was).starts::date))
                        as before,
                    hearing_alone(c.now, c.code, c.subject, org_called(c.court, (c.now).starts::date))
                        as after) t)
    select array_agg(n) into v_all from old;
    return query select unnest(v_all);
end $$;
grant execute on function duty.hearing_alter(jsonb, bigint, text) to duty_app;
