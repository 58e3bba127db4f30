-- Judges a preview again after a court of it became known.
create or replace function duty.import_recheck(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_court constant bigint := (select court_id from import_batch
        where center_id = current_center() and batch_id = p_batch_id);
begin
    update import_row r set (fields, errors, verdict) = (
            select c.fields, c.errors, case c.errors when '[]' then 'new' else 'bad' end
            from import_check(v_court, court_find(r.fields ->> 'court'), jsonb_build_object(
                'fields', r.fields - '{court_id}'::text[], 'errors', (
                    select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(r.errors) e
                    where e ->> 'key' <> 'intake.error.court_unknown'))) c)
        where r.center_id = current_center() and r.batch_id = p_batch_id and r.verdict = 'bad'
            and r.errors @> '[{"key": "intake.error.court_unknown"}]';
    perform import_match(p_batch_id);
end $$;
grant execute on function duty.import_recheck(bigint) to duty_app;
