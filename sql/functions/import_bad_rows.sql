-- The rows of a list that were not understood, each field as it stood there, to be mended in a
-- spreadsheet and sent again; why: what was wrong. A page of them at a time, from behind the row
-- p_after; after: where the next page begins, '' behind the last.
create or replace function duty.import_bad_rows(p_batch_id text, p_after text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_batch constant import_batch := (select b from import_batch b
        where center_id = current_center() and batch_id = arg_int('batch_id', p_batch_id, true));
    v_page constant integer := 500;
    v_rows jsonb;
    v_last bigint;
begin
    if v_batch.batch_id is null then
        perform fail('error.not_found', 'DU404');
    end if;
    select coalesce(jsonb_agg((
                select jsonb_object_agg(k, coalesce((select max(e ->> 'value')
                    from jsonb_array_elements(r.errors) e where e ->> 'field' = k
                        and e ->> 'key' <> 'intake.error.duplicate_row'), r.fields ->> k, ''))
                from unnest(import_fields_known()) k where k not in ('', 'none'))
            || jsonb_build_object('row', r.row_no, 'why', r.errors)
            order by r.n), '[]'), max(r.n)
        into v_rows, v_last
        from (select * from import_row where center_id = v_batch.center_id
                and batch_id = v_batch.batch_id and verdict = 'bad'
                and n > coalesce(arg_int('after', p_after), 0)
            order by n limit v_page) r;
    return jsonb_build_object('batch_id', v_batch.batch_id::text, 'rows', v_rows,
        'after', case when jsonb_array_length(v_rows) = v_page then v_last::text else '' end);
end $$;
grant execute on function duty.import_bad_rows(text, text) to duty_app;
