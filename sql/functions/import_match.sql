-- Finds for each good row of a batch the hearing it speaks of, and with that its verdict. A row
-- belongs to the scheduled hearing of the same court, docket number and day (the nearest hour); one
-- whose case has a single other row and a single future hearing left is that hearing, moved; else
-- it is new. A hearing answers to one row only: a second row of the same day and hour is bad.
create or replace function duty.import_match(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_rows integer[] := '{}';
    v_hearings bigint[] := '{}';
    v record;
begin
    -- Materialized: worked out once, whatever the planner thinks of fresh rows.
    with twice as materialized (
        select * from (
            select n, first_value(n) over w as first_n, first_value(row_no) over w as first_row
            from import_row
            where center_id = v_center and batch_id = p_batch_id and verdict <> 'bad'
            window w as (partition by fields -> 'court_id', fields ->> 'case_code',
                fields ->> 'date', fields ->> 'time' order by n)) x
        where n <> first_n)
    update import_row r set verdict = 'bad', errors = jsonb_build_array(jsonb_build_object(
            'field', 'case_code', 'value', d.first_row::text, 'key', 'intake.error.duplicate_row'))
        from twice d
        where r.center_id = v_center and r.batch_id = p_batch_id and r.n = d.n;

    for v in select * from import_candidates(p_batch_id, true, v_rows, v_hearings) loop
        if v.n <> all (v_rows) and v.hearing_id <> all (v_hearings) then
            v_rows := v_rows || v.n;
            v_hearings := v_hearings || v.hearing_id;
        end if;
    end loop;
    for v in
        select min(c.n) as n, min(c.hearing_id) as hearing_id
        from import_candidates(p_batch_id, false, v_rows, v_hearings) c
        group by c.case_id
        having count(distinct c.n) = 1 and count(distinct c.hearing_id) = 1
    loop
        v_rows := v_rows || v.n;
        v_hearings := v_hearings || v.hearing_id;
    end loop;

    -- Row by row: joined to anything, fresh rows without statistics make a nested loop.
    update import_row r set (hearing_id, fields, verdict) = (
            select p.hearing_id, r.fields - '{was,changes}'::text[]
                    || case when p.hearing_id is null then '{}'
                        else jsonb_build_object('was', d.was, 'changes', d.changes) end,
                case when p.hearing_id is null then 'new' when d.changes = '[]' then 'same'
                    else 'changed' end
            from (select v_hearings[array_position(v_rows, r.n)] as hearing_id) p
            left join lateral import_diff(p.hearing_id, r.fields) d on p.hearing_id is not null)
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict <> 'bad';
end $$;
grant execute on function duty.import_match(bigint) to duty_app;
