-- Finds for each good row of a batch the hearing it speaks of, and with that its verdict: the one it is
-- known by (import_known); else that of the same court, docket number and day (the nearest hour);
-- one whose case has a single other row and a single future hearing left is that hearing, moved; else
-- it is new. A hearing answers to one row only: a second row of the same day and hour is bad.
create or replace function duty.import_match(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v import_batch;
begin
    select * into v from import_batch where center_id = v_center and batch_id = p_batch_id;
    perform import_line(p_batch_id), import_twice(p_batch_id);
    update import_row r set hearing_id = null
        where r.center_id = v_center and r.batch_id = p_batch_id and r.hearing_id is not null;
    perform import_known(v), import_pair(p_batch_id, true), import_pair(p_batch_id, false);
    perform import_renumbered(p_batch_id);
    -- Row by row: joined to anything, fresh rows without statistics make a nested loop.
    update import_row r set (fields, verdict) = (
            select j.fields, j.verdict from import_judge(r, v) j)
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict <> 'bad'
            and (r.hearing_id is not null or r.verdict <> 'new' or r.fields ?| '{was,state}');
    perform import_many_gone(p_batch_id);
end $$;
grant execute on function duty.import_match(bigint) to duty_app;
