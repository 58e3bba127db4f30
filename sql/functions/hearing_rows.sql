-- The hearings that begin from p_from on and before p_until, of one court or (null) of all, as lists
-- show them. starts and court are to sort by, words to search in; providers: who appears, null when
-- nobody yet; silent: somebody has not confirmed to know. Pages get the row as JSON.
create or replace function duty.hearing_rows(p_from date, p_until date, p_court bigint)
    returns table (hearing_id bigint, starts timestamp, date date, "time" text, "end" text,
        court_id bigint, court text, code text, room text, judge text, mode text, kind text,
        state text, sequence integer, providers bigint[], provider_id bigint, provider text,
        phone text, clash boolean, late jsonb, silent boolean, subject text, words text)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
        with days as materialized (
            select h.*, l.court_id, l.code, l.subject
            from hearing h
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            where h.center_id = current_center() and h.starts >= p_from::timestamp
                and h.starts < p_until::timestamp and (p_court is null or l.court_id = p_court)),
        who as materialized (
            select a.hearing_id, array_agg(a.provider_id order by a.provider_id) as ids,
                string_agg(t.name, ', ' order by t.name collate "vi-x-icu") as names,
                min(t.phone) as phone, bool_or(a.state = 'clash') as clash,
                bool_or(sees_subject(a.provider_id)) as sees
            from days d
            join appearance a on a.center_id = d.center_id and a.hearing_id = d.hearing_id
                and a.state <> 'released'
            join staff() t on t.provider_id = a.provider_id
            group by a.hearing_id)
        select d.hearing_id, d.starts, d.starts::date, to_char(d.starts, 'HH24:MI'),
            to_char(d.ends, 'HH24:MI'), d.court_id, org_called(o, d.starts::date), d.code::text,
            d.room::text,
            d.judge::text, d.mode, d.kind::text, d.state, d.sequence, w.ids, w.ids [1], w.names,
            case when cardinality(w.ids) = 1 then w.phone end, coalesce(w.clash, false), to_jsonb(e),
            exists (select from hearing_confirm f where f.center_id = d.center_id
                and f.hearing_id = d.hearing_id and f.ended_at is null),
            case when coalesce(w.sees, sees_subject(null)) then d.subject::text end,
            lower(concat_ws(' ', d.code, d.room, d.judge, w.names))
        from days d
        join org_unit o on o.center_id = d.center_id and o.org_id = d.court_id
        left join who w on w.hearing_id = d.hearing_id
        left join late_hearing e on e.center_id = d.center_id and e.hearing_id = d.hearing_id;
end $$;
grant execute on function duty.hearing_rows(date, date, bigint) to duty_app;
