-- The rows of a list that were not understood, each field as it stood there, to be mended in a
-- spreadsheet and sent again; why: what was wrong.
create or replace function duty.import_bad_rows(p_batch_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_batch constant import_batch := (select b from import_batch b
        where center_id = current_center() and batch_id = arg_int('batch_id', p_batch_id, true));
begin
    if v_batch.batch_id is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return jsonb_build_object('batch_id', v_batch.batch_id, 'rows', (
        select coalesce(jsonb_agg((
                select jsonb_object_agg(k, coalesce((select max(e ->> 'value')
                    from jsonb_array_elements(r.errors) e where e ->> 'field' = k
                        and e ->> 'key' <> 'intake.error.duplicate_row'), r.fields ->> k, ''))
                from unnest(import_fields_known()) k where k not in ('', 'none'))
            || jsonb_build_object('row', r.row_no, 'why', r.errors)
            order by r.n), '[]')
        from import_row r where r.center_id = v_batch.center_id and r.batch_id = v_batch.batch_id
            and r.verdict = 'bad'));
end $$;
grant execute on function duty.import_bad_rows(text) to duty_app;
