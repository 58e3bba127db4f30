-- What a preview shows of each row: all a person relies on who commits it.
create or replace function duty.import_shown(p_batch_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_agg(jsonb_build_array(n, verdict, hearing_id, fields -> 'was') order by n)
    from import_row where center_id = current_center() and batch_id = p_batch_id
$$;
grant execute on function duty.import_shown(bigint) to duty_app;
