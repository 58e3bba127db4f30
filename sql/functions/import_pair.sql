-- Pairs the rows of a batch that have no hearing yet with the scheduled hearings of their cases that
-- have no row. p_same_day: on the same day, the nearest hour first; else one row with one future
-- hearing.
create or replace function duty.import_pair(p_batch_id bigint, p_same_day boolean) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v record;
begin
    -- Where there is nothing to choose, all at once.
    with pair as materialized (
        select n, hearing_id from import_candidates(p_batch_id, p_same_day)
        where row_choices = 1 and hearing_choices = 1 and (p_same_day or case_choices = 1))
    update import_row r set hearing_id = p.hearing_id from pair p
        where r.center_id = v_center and r.batch_id = p_batch_id and r.n = p.n;
    if not p_same_day then
        return;
    end if;
    loop
        with pair as materialized (
            select n, hearing_id from import_candidates(p_batch_id, true)
            where is_nearest)
        update import_row r set hearing_id = p.hearing_id from pair p
            where r.center_id = v_center and r.batch_id = p_batch_id and r.n = p.n;
        exit when not found;
    end loop;
end $$;
grant execute on function duty.import_pair(bigint, boolean) to duty_app;
