-- Puts the good rows of a large batch by, to be taken in part by part (import_part): about five
-- hundred rows each, all rows of a case together, under whichever court it stands (import_line). That
-- a calendar has lost most of its events is judged here, of the whole (import_many_gone).
create or replace function duty.import_park(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
begin
    perform import_line(p_batch_id);
    update import_batch set state = 'taking', counts = counts || jsonb_build_object(
            'many_gone', import_is_many_gone(p_batch_id))
        where center_id = v_center and batch_id = p_batch_id;
    with placed as (
        select r.*, row_number() over (order by fields -> 'court_id', fields ->> 'case_code', n) as place
        from import_row r
        where center_id = v_center and batch_id = p_batch_id and verdict <> 'bad')
    insert into import_waiting
        select center_id, batch_id,
            min(place) over (partition by fields -> 'court_id', fields ->> 'case_code') / 500, n, sheet,
            row_no, fields, verdict, uid, recurrence, digest
        from placed;
    delete from import_row
        where center_id = v_center and batch_id = p_batch_id and verdict <> 'bad';
end $$;
grant execute on function duty.import_park(bigint) to duty_app;
