-- The good rows of a batch whose docket number an earlier court of the line gave (court_of_case) are
-- of that case. Only courts that came from others are asked about.
create or replace function duty.import_line(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_court bigint;
begin
    for v_court in select distinct (fields ->> 'court_id')::bigint from import_row
        where center_id = v_center and batch_id = p_batch_id and verdict <> 'bad'
    loop
        if (select count(*) from court_line(v_court)) > 1 then
            update import_row r set fields = r.fields || jsonb_build_object('court_id',
                    court_of_case(v_court, r.fields ->> 'case_code',
                        (r.fields ->> 'date')::date))
                where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict <> 'bad'
                    and (r.fields ->> 'court_id')::bigint = v_court;
        end if;
    end loop;
end $$;
grant execute on function duty.import_line(bigint) to duty_app;
