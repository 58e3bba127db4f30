-- Whether a batch holds rows that are bad by what we knew, not by what they say: their hour was taken,
-- their court not known. The same document may bring them in the next time.
create or replace function duty.import_is_open(p_batch_id bigint) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select exists (select from import_row r cross join jsonb_array_elements(r.errors) e
        where r.center_id = current_center() and r.batch_id = p_batch_id and r.verdict = 'bad'
            and e ->> 'key' in ('intake.error.hour_taken', 'intake.error.court_unknown'))
$$;
grant execute on function duty.import_is_open(bigint) to duty_app;
