-- The answer to a document that was taken in before: everything in it is the same.
create or replace function duty.import_again(p_batch duty.import_batch) returns jsonb
language sql immutable as $$
    select '{"new": 0, "changed": 0, "cancelled": 0, "conflict": 0, "told": 0}'::jsonb
        || jsonb_build_object('batch_id', p_batch.batch_id, 'bad', p_batch.counts -> 'bad',
            'rows', p_batch.counts -> 'rows', 'same',
            (p_batch.counts ->> 'rows')::integer - (p_batch.counts ->> 'bad')::integer)
$$;
grant execute on function duty.import_again(duty.import_batch) to duty_app;
