-- How long to wait until the next visit, after so many failures in a row: by the rules source.backoff.1
-- and so on, of which the last counts for every later failure; after none, by source.interval_min. In minutes.
create or replace function duty.source_wait(p_failures integer) returns interval
language sql stable set search_path = duty, pg_temp as $$
    select make_interval(mins => value) from rule
    where valid @> duty.now()::date and case when p_failures = 0 then key = 'source.interval_min'
        else key ~ '^source\.backoff\.\d+$'
            and substring(key from '\d+$')::integer <= p_failures end
    order by substring(key from '\d+$')::integer desc nulls last limit 1
$$;
grant execute on function duty.source_wait(integer) to duty_app, duty_jobs;
