-- The hearings the good rows of a batch are known by. An event's or an API's is the one its number
-- meant before. A list has no numbers: its row is the one it said exactly this of, whatever has become
-- of that since. An event whose hearing was put off is the one that hearing goes on in, once the
-- event names another day than the old one. Events of one case that change hours among themselves
-- only change hearings: nobody needs to be told.
create or replace function duty.import_known(p_batch duty.import_batch) returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
    v_door constant text := import_voice(p_batch.door); -- at hand: row policies take no index with a
    v_source constant bigint := coalesce(p_batch.source_id, 0); -- call in its condition
begin
    update import_row r set hearing_id = k.hearing_id
        from (select s.n, o.hearing_id from import_row s
            cross join lateral (select o.hearing_id from hearing_origin o -- see import_candidates
                where o.center_id = v_center and o.door = v_door and o.source_id = v_source
                    and o.uid = s.uid and o.recurrence = s.recurrence offset 0) o
            where s.center_id = v_center and s.batch_id = p_batch.batch_id and s.verdict <> 'bad'
                and s.uid <> '') k
        where r.center_id = v_center and r.batch_id = p_batch.batch_id and r.n = k.n;
    update import_row r set hearing_id = k.hearing_id
        from (select s.n, o.hearing_id from import_row s
            cross join lateral (select o.hearing_id from hearing_origin o
                where o.center_id = v_center and o.digest = s.digest and o.door = v_door
                    and o.source_id = v_source and o.uid = import_uid('', o.hearing_id) offset 0) o
            cross join lateral (select h.case_id from hearing h
                where h.center_id = v_center and h.hearing_id = o.hearing_id offset 0) h
            cross join lateral (select l.court_id from legal_case l
                where l.center_id = v_center and l.case_id = h.case_id offset 0) l
            where s.center_id = v_center and s.batch_id = p_batch.batch_id and s.verdict <> 'bad'
                and s.uid = '' and l.court_id = (s.fields ->> 'court_id')::bigint) k
        where r.center_id = v_center and r.batch_id = p_batch.batch_id and r.n = k.n;
    loop
        update import_row r set hearing_id = k.hearing_id
            from (select s.n, f.hearing_id from import_row s
                cross join lateral (select h.* from hearing h
                    where h.center_id = v_center and h.hearing_id = s.hearing_id offset 0) h
                cross join lateral (select f.* from hearing f
                    where f.center_id = v_center and f.follows_id = h.hearing_id offset 0) f
                where s.center_id = v_center and s.batch_id = p_batch.batch_id and s.uid <> ''
                    and s.digest <> 'gone' and coalesce(s.fields ->> 'state', 'scheduled') = 'scheduled'
                    and h.state in ('adjourned', 'suspended') and f.state <> 'cancelled'
                    and s.fields ->> 'date' <> to_char(h.starts, 'YYYY-MM-DD')
                    and f.hearing_id not in (select o.hearing_id from import_row o
                        where o.center_id = v_center and o.batch_id = p_batch.batch_id
                            and o.hearing_id is not null and o.digest <> 'gone')) k
            where r.center_id = v_center and r.batch_id = p_batch.batch_id and r.n = k.n;
        exit when not found;
    end loop;
    with mover as materialized (
        select r.n, r.hearing_id, h.case_id, h.starts,
            ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp as said
        from import_row r
        cross join lateral (select h.* from hearing h
            where h.center_id = v_center and h.hearing_id = r.hearing_id offset 0) h
        where r.center_id = v_center and r.batch_id = p_batch.batch_id and r.uid <> ''
            and r.hearing_id is not null
            and coalesce(r.fields ->> 'state', 'scheduled') = 'scheduled' and h.state = 'scheduled'),
    turned as materialized (
        select case_id from mover where said <> starts group by case_id
        having array_agg(said order by said) = array_agg(starts order by starts))
    update import_row r set hearing_id = o.hearing_id
        from mover m
        join turned t on t.case_id = m.case_id
        join mover o on o.case_id = m.case_id and o.starts = m.said
        where r.center_id = v_center and r.batch_id = p_batch.batch_id and r.n = m.n
            and m.said <> m.starts;
end $$;
grant execute on function duty.import_known(duty.import_batch) to duty_app;
