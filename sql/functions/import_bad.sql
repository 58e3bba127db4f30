-- What was not understood in a list, one line per problem: row, column, value, and why.
create or replace function duty.import_bad(p_batch_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(x || jsonb_build_object('sheet', r.sheet, 'row', r.row_no)
        order by r.n), '[]')
    from (select * from import_row where center_id = current_center() and batch_id = p_batch_id
              and verdict = 'bad' order by n limit 500) r
    cross join jsonb_array_elements(r.errors) x
$$;
grant execute on function duty.import_bad(bigint) to duty_app;
