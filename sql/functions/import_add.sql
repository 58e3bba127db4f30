-- Applies the new rows of a batch that concern nobody yet, all at once: those that say no other state
-- than scheduled, the only one hearing_add makes, and no points. When the database refuses one of
-- them, none is applied here: row by row they go on (import_rows).
create or replace function duty.import_add(p_batch_id bigint, p_door text) returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
    v_rows jsonb;
begin
    -- What row policies do not know as harmless, such as a cast, comes before the looking up.
    with said as materialized (
        select r.n, r.fields, (r.fields ->> 'court_id')::bigint as court_id,
            r.fields ->> 'case_code' as code,
            ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp as starts
        from import_row r
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict = 'new'
            and r.hearing_id is null and coalesce(r.fields ->> 'state', 'scheduled') = 'scheduled'
            and coalesce(r.fields -> 'points', '[]') = '[]')
    select jsonb_agg(import_fields(null, s.fields) || jsonb_build_object('n', s.n) order by s.n)
        into v_rows
        from said s
        left join lateral (select l.case_id from legal_case l where l.center_id = v_center
            and l.court_id = s.court_id and l.code = s.code offset 0) l on true
        left join lateral (select h.hearing_id from hearing h -- the case has that very hour already
            where h.center_id = v_center and h.case_id = l.case_id and h.starts = s.starts
                and h.state = 'scheduled' offset 0) h on true
        where h.hearing_id is null
            and (l.case_id is null or hearing_is_nobodys(s.court_id, s.code));
    if v_rows is not null then
        update import_row r set hearing_id = a.hearing_id
            from hearing_add(v_rows, p_batch_id, p_door) a
            where r.center_id = v_center and r.batch_id = p_batch_id and r.n = a.n;
    end if;
exception when integrity_constraint_violation or data_exception then
    null;
end $$;
grant execute on function duty.import_add(bigint, text) to duty_app;
