-- Whether a batch says nothing its source's last one did not: no good row is left of it, and the bad
-- ones are the same.
create or replace function duty.import_is_nothing(p_batch_id bigint, p_last bigint) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(bool_and(verdict = 'bad') filter (where batch_id = p_batch_id), true)
        and array_agg(digest order by digest) filter (where batch_id = p_batch_id)
            is not distinct from array_agg(digest order by digest)
                filter (where batch_id = p_last and verdict = 'bad')
        and p_last is not null
    from import_row where center_id = current_center() and batch_id in (p_batch_id, p_last)
$$;
grant execute on function duty.import_is_nothing(bigint, bigint) to duty_app;
