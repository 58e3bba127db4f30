-- How many rows of a batch are of each verdict. left_out: rows that said nothing new and were not kept.
create or replace function duty.import_counts(p_batch_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_left_out constant integer := (select coalesce((counts ->> 'left_out')::integer, 0)
        from import_batch where center_id = current_center() and batch_id = p_batch_id);
begin
    return (
        select jsonb_build_object('new', count(*) filter (where verdict = 'new'),
            'changed', count(*) filter (where verdict = 'changed'),
            'cancelled', count(*) filter (where verdict = 'cancelled'),
            'same', v_left_out + count(*) filter (where verdict = 'same'),
            'conflict', count(*) filter (where verdict = 'conflict'),
            'bad', count(*) filter (where verdict = 'bad'),
            'rows', v_left_out + count(*))
        from import_row where center_id = current_center() and batch_id = p_batch_id);
end $$;
grant execute on function duty.import_counts(bigint) to duty_app;
