-- How the outbox does: notices due, the age of the oldest, milliseconds to the next (null: none).
create or replace function duty.notice_stats() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
begin
    return (
        select jsonb_build_object('due', count(*) filter (where due_at <= v_now),
            'oldest_s', coalesce(extract(epoch from v_now - min(due_at)
                filter (where due_at <= v_now))::bigint, 0),
            'next_ms', (extract(epoch from min(due_at) filter (where due_at > v_now) - v_now)
                * 1000)::bigint)
        from notice where state = 'queued');
end $$;
grant execute on function duty.notice_stats() to duty_jobs;
