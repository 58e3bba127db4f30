-- Applies the new rows of a batch that concern nobody yet, all at once: those that say no other state
-- than scheduled, the only one hearing_add makes. When the database refuses one of them, none is
-- applied here: row by row they go on (import_rows).
create or replace function duty.import_add(p_batch_id bigint, p_door text) returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
    v_rows constant jsonb := (
        select jsonb_agg(import_fields(null, r.fields) || jsonb_build_object('n', r.n) order by r.n)
        from import_row r
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict = 'new'
            and r.hearing_id is null and coalesce(r.fields ->> 'state', 'scheduled') = 'scheduled'
            and hearing_is_nobodys((r.fields ->> 'court_id')::bigint, r.fields ->> 'case_code')
            and not exists (select from import_taken() t -- the case has a hearing at that very hour
                where t.court_id = (r.fields ->> 'court_id')::bigint
                    and t.code = r.fields ->> 'case_code'
                    and t.starts = ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp));
begin
    if v_rows is not null then
        update import_row r set hearing_id = a.hearing_id
            from hearing_add(v_rows, p_batch_id, p_door) a
            where r.center_id = v_center and r.batch_id = p_batch_id and r.n = a.n;
    end if;
exception when integrity_constraint_violation or data_exception then
    null;
end $$;
grant execute on function duty.import_add(bigint, text) to duty_app;
