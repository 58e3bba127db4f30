-- Of rows with the same id only the first is meant to be taken: the others are bad.
create or replace function duty.api_once(p_rows jsonb) returns jsonb
language sql immutable as $$
    select jsonb_agg(case when row ->> 'uid' <> '' and is_again
        then row || jsonb_build_object('uid', '', 'errors', (row -> 'errors')
            || jsonb_build_object('field', 'id', 'value', row ->> 'uid', 'key', 'error.api.same_id'))
        else row end order by n)
    from (select row, n, row_number() over (partition by row ->> 'uid' order by n) > 1 as is_again
          from jsonb_array_elements(p_rows) with ordinality x(row, n)) y
$$;
grant execute on function duty.api_once(jsonb) to duty_app;
