-- Finds for each good row of a batch the hearing it speaks of, and with that its verdict. A row
-- belongs to the scheduled hearing of the same court, docket number and day (the nearest hour); one
-- whose case has a single other row and a single future hearing left is that hearing, moved; else
-- it is new. A hearing answers to one row only: a second row of the same day and hour is bad.
create or replace function duty.import_match(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_taken bigint[] := '{}';
    v record;
    v_hearing bigint;
begin
    update import_row r set verdict = 'bad', errors = jsonb_build_array(jsonb_build_object(
            'field', 'case_code', 'value', f.row_no::text, 'key', 'intake.error.duplicate_row'))
        from (select n, row_no, center_id, batch_id, first_value(n) over w as first_n,
                first_value(row_no) over w as first_row
              from import_row where center_id = v_center and batch_id = p_batch_id
                  and verdict <> 'bad'
              window w as (partition by fields -> 'court_id', fields ->> 'case_code',
                  fields ->> 'date', fields ->> 'time' order by n)) d
        join import_row f on f.center_id = d.center_id and f.batch_id = d.batch_id
            and f.n = d.first_n
        where r.center_id = v_center and r.batch_id = p_batch_id and r.n = d.n and d.n <> d.first_n;
    update import_row set hearing_id = null, verdict = 'new', fields = fields - 'was' - 'changes'
        where center_id = v_center and batch_id = p_batch_id and verdict <> 'bad';

    for v in select * from import_candidates(p_batch_id, true) loop
        if v.hearing_id <> all (v_taken) and not exists (select from import_row
                where center_id = v_center and batch_id = p_batch_id and n = v.n
                    and hearing_id is not null) then
            update import_row set hearing_id = v.hearing_id
                where center_id = v_center and batch_id = p_batch_id and n = v.n;
            v_taken := v_taken || v.hearing_id;
        end if;
    end loop;
    update import_row r set hearing_id = m.hearing_id
        from (select c.case_id, min(c.n) as n, min(c.hearing_id) as hearing_id
              from import_candidates(p_batch_id, false) c
              group by c.case_id
              having count(distinct c.n) = 1 and count(distinct c.hearing_id) = 1) m
        where r.center_id = v_center and r.batch_id = p_batch_id and r.n = m.n;

    update import_row r set fields = r.fields || jsonb_build_object('was', d.was,
            'changes', d.changes), verdict = case d.changes when '[]' then 'same' else 'changed' end
        from import_row s cross join lateral import_diff(s.hearing_id, s.fields) d
        where s.center_id = v_center and s.batch_id = p_batch_id and s.hearing_id is not null
            and r.center_id = s.center_id and r.batch_id = s.batch_id and r.n = s.n;
end $$;
grant execute on function duty.import_match(bigint) to duty_app;
