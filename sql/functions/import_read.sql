-- The rows the parser read, each checked by itself. A row of an event that says what it said before
-- is the same; p_keep_same: keep those too. Counts of those left out go to the batch.
create or replace function duty.import_read(p_batch_id bigint, p_parsed jsonb, p_keep_same boolean)
    returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_batch import_batch;
    v_same integer;
begin
    select * into v_batch from import_batch
        where center_id = current_center() and batch_id = p_batch_id;
    with raw as materialized (
        select x.n, x.row, md5(concat_ws(E'\n', x.row -> 'fields', x.row -> 'status', x.row -> 'errors'))
                as digest,
            coalesce(x.row ->> 'uid', '') as uid, coalesce(x.row ->> 'recurrence', '') as recurrence
        from jsonb_array_elements(coalesce(p_parsed -> 'rows', '[]')) with ordinality x(row, n)),
    court as materialized (
        select said, court_find(said) as org_id
        from (select distinct btrim(row -> 'fields' ->> 'court') as said from raw) x),
    known as materialized (
        select w.*, o.hearing_id, coalesce(o.digest = w.digest, false) as is_same
        from raw w
        left join hearing_origin o on o.center_id = v_batch.center_id
            and o.door = import_voice(v_batch.door) and o.source_id = coalesce(v_batch.source_id, 0)
            and o.uid = w.uid and o.recurrence = w.recurrence),
    kept as (
        insert into import_row (center_id, batch_id, n, sheet, row_no, fields, errors, verdict, uid,
                recurrence, digest)
            select v_batch.center_id, p_batch_id, k.n, coalesce(k.row ->> 'sheet', ''),
                coalesce((k.row ->> 'row')::integer, k.n::integer), checked.fields, checked.errors,
                case checked.errors when '[]' then 'new' else 'bad' end, k.uid, k.recurrence, k.digest
            from known k
            left join court on court.said = btrim(k.row -> 'fields' ->> 'court')
            cross join lateral import_check(v_batch.court_id, court.org_id, k.row) checked
            where p_keep_same or not k.is_same),
    gone as (
        insert into import_row (center_id, batch_id, n, sheet, row_no, fields, errors, verdict, uid,
                recurrence, digest)
            select v_batch.center_id, p_batch_id, (select count(*) from raw)
                    + row_number() over (order by g.hearing_id), '', 0, jsonb_build_object(
                    'state', 'cancelled', 'case_code', l.code, 'court_id', l.court_id,
                    'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI')),
                '[]', 'cancelled', g.uid, g.recurrence, 'gone'
            from hearing_origin g -- what is no longer in it: its hearing as it stands, cancelled
            join hearing h on h.center_id = g.center_id and h.hearing_id = g.hearing_id
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            where v_batch.is_whole and g.center_id = v_batch.center_id
                and g.door = import_voice(v_batch.door)
                and g.source_id = coalesce(v_batch.source_id, 0) and g.digest not in ('', 'gone')
                and not exists (select from raw w where w.uid = g.uid
                    and (w.recurrence = g.recurrence or w.recurrence = '')))
    select count(*) filter (where is_same and not p_keep_same) into v_same from known;
    update import_batch set counts = jsonb_build_object('left_out', v_same)
        where center_id = v_batch.center_id and batch_id = p_batch_id;
end $$;
grant execute on function duty.import_read(bigint, jsonb, boolean) to duty_app;
