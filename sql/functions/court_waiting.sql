-- The rows that wait for a court's writing to be matched and have nothing else wrong with them, each
-- as its source said it last.
create or replace function duty.court_waiting(p_name text) returns setof duty.import_row
language sql stable set search_path = duty, pg_temp as $$
    select r.* from import_row r
    where r.center_id = current_center() and r.verdict = 'bad'
        and jsonb_array_length(r.errors) = 1
        and r.errors -> 0 ->> 'key' = 'intake.error.court_unknown'
        and name_key(r.errors -> 0 ->> 'value') = p_name
        and not exists (select from import_batch b -- the same source has said it anew since
            join import_batch later on later.center_id = b.center_id and later.batch_id > b.batch_id
                and import_voice(later.door) = import_voice(b.door)
                and later.source_id is not distinct from b.source_id
                and later.state in ('preview', 'committed')
            join import_row n on n.center_id = later.center_id and n.batch_id = later.batch_id
                and n.uid = r.uid and n.recurrence = r.recurrence
                and (r.uid <> '' or (n.fields -> 'case_code', n.fields -> 'date', n.fields -> 'court')
                    = (r.fields -> 'case_code', r.fields -> 'date', r.fields -> 'court'))
            where b.center_id = r.center_id and b.batch_id = r.batch_id)
$$;
grant execute on function duty.court_waiting(text) to duty_app;
