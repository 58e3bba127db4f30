-- Pairs of a row without a hearing and a hearing of its case without a row. p_same_day: on the same
-- day, whatever has become of it, the scheduled ones first, one that was held only at its hour. Else a
-- scheduled one in the future, moved: a list moves only what is of the days it covers at its court,
-- for a later week's list says nothing of this week. How many choices the row and its case have, and
-- how good the pair is: its place among those of its case and day. A hearing that another event of
-- the same calendar stands for answers to that event alone. "offset 0": looked up row by row, never by
-- reading the whole table, which grows while a calendar comes in (so in all import_*, hearing_add).
create or replace function duty.import_candidates(p_batch_id bigint, p_same_day boolean)
    returns table (n integer, hearing_id bigint, row_choices bigint, case_choices bigint,
        case_id bigint, day date, place bigint)
language plpgsql stable set search_path = duty, pg_temp set enable_nestloop = off as $$
#variable_conflict use_column
declare
    v_center constant bigint := current_center();
    v import_batch;
begin
    select * into v from import_batch where center_id = v_center and batch_id = p_batch_id;
    return query
        with batch_row as materialized (
            select * from import_row where center_id = v_center and batch_id = p_batch_id
                and verdict <> 'bad'),
        open_row as materialized (
            select r.n, r.uid, (r.fields ->> 'court_id')::bigint as court_id,
                r.fields ->> 'case_code' as code,
                ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp as starts
            from batch_row r where r.hearing_id is null),
        covered as materialized (
            select (fields ->> 'court_id')::bigint as court_id, min(fields ->> 'date') as first,
                max(fields ->> 'date') as last
            from batch_row group by 1),
        pair as materialized (
            select r.n, h.hearing_id, h.case_id, h.starts::date as day,
                h.state <> 'scheduled' as is_off, abs(extract(epoch from h.starts - r.starts)) as far
            from open_row r
            cross join lateral (select l.case_id from legal_case l
                where l.center_id = v_center and l.court_id = r.court_id and l.code = r.code
                offset 0) l
            cross join lateral (select h.* from hearing h
                where h.center_id = v_center and h.case_id = l.case_id offset 0) h
            join covered d on d.court_id = r.court_id
            where h.hearing_id not in (select b.hearing_id from batch_row b
                    where b.hearing_id is not null and b.digest <> 'gone')
                and (r.uid = '' or h.hearing_id not in (select o.hearing_id from hearing_origin o
                    where o.center_id = v_center and o.door = import_voice(v.door)
                        and o.source_id = coalesce(v.source_id, 0)
                        and not exists (select from batch_row g
                            where g.digest = 'gone' and g.hearing_id = o.hearing_id)))
                and case when p_same_day then h.starts::date = r.starts::date
                        and (h.state <> 'held' or h.starts = r.starts)
                    else h.state = 'scheduled' and lower(h.during) > duty.now()
                        and (r.uid <> '' or to_char(h.starts, 'YYYY-MM-DD') between d.first and d.last)
                    end)
        select p.n, p.hearing_id, count(*) over (partition by p.n),
            count(*) over (partition by p.case_id), p.case_id, p.day,
            row_number() over (partition by p.case_id, p.day
                order by p.is_off, p.far, p.n, p.hearing_id)
        from pair p;
end $$;
grant execute on function duty.import_candidates(bigint, boolean) to duty_app;
