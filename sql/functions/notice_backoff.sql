-- Seconds to wait after the first, second... attempt, by the rules notice.backoff.1 and so on; the
-- last one counts for every later attempt.
create or replace function duty.notice_backoff() returns integer[]
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return array(select value from rule
        where key ~ '^notice\.backoff\.\d+$' and valid @> duty.now()::date
        order by substring(key from '\d+$')::integer);
end $$;
grant execute on function duty.notice_backoff() to duty_jobs;
