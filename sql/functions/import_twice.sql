-- A second row of a batch for the same case at the same hour is bad: it says which the first one is.
create or replace function duty.import_twice(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    -- Materialized: worked out once, whatever the planner thinks of fresh rows.
    with twice as materialized (
        select * from (
            select n, first_value(n) over w as first_n, first_value(row_no) over w as first_row
            from import_row
            where center_id = current_center() and batch_id = p_batch_id and verdict <> 'bad'
                and fields ->> 'state' is null
            window w as (partition by fields -> 'court_id', fields ->> 'case_code',
                fields ->> 'date', fields ->> 'time' order by n)) x
        where n <> first_n)
    update import_row r set verdict = 'bad', errors = jsonb_build_array(jsonb_build_object(
            'field', 'case_code', 'value', d.first_row::text, 'key', 'intake.error.duplicate_row'))
        from twice d
        where r.center_id = current_center() and r.batch_id = p_batch_id and r.n = d.n;
end $$;
grant execute on function duty.import_twice(bigint) to duty_app;
