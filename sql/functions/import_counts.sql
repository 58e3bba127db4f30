-- How many rows of a batch are new, changed, the same, and bad.
create or replace function duty.import_counts(p_batch_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('new', count(*) filter (where verdict = 'new'),
        'changed', count(*) filter (where verdict = 'changed'),
        'same', count(*) filter (where verdict = 'same'),
        'bad', count(*) filter (where verdict = 'bad'), 'rows', count(*))
    from import_row where center_id = current_center() and batch_id = p_batch_id
$$;
grant execute on function duty.import_counts(bigint) to duty_app;
