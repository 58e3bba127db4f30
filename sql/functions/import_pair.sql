-- Pairs the rows of a batch that have no hearing yet with the scheduled hearings of their cases that
-- have no row. p_same_day: on the same day, the nearest hour first; else one row with one future
-- hearing. The batch is asked once, however crowded a day is.
create or replace function duty.import_pair(p_batch_id bigint, p_same_day boolean) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_rows integer[];
    v_hearings bigint[];
    v record;
begin
    for v in select * from import_candidates(p_batch_id, p_same_day) c order by case_id, day, place loop
        if v.place = 1 then
            v_rows := '{}';
            v_hearings := '{}';
        end if;
        if v.n <> all (v_rows) and v.hearing_id <> all (v_hearings)
                and (p_same_day or v.row_choices = 1 and v.case_choices = 1) then
            v_rows := v_rows || v.n;
            v_hearings := v_hearings || v.hearing_id;
            update import_row r set hearing_id = v.hearing_id
                where r.center_id = current_center() and r.batch_id = p_batch_id and r.n = v.n;
        end if;
    end loop;
end $$;
grant execute on function duty.import_pair(bigint, boolean) to duty_app;
