-- How the outbox does: notices ready to leave, the age of the oldest, and milliseconds to the next
-- that something happens to: held ones become ready, leases end, answers are waited for no longer
-- (null: nothing).
create or replace function duty.notice_stats() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_next constant timestamptz := least((select min(due_at) from notice where state = 'held'),
        (select min(lease_until) from notice where state = 'leased'),
        (select min(answer_until) from notice where answer_until is not null),
        (select min(due_at) from notice where state = 'queued' and due_at > v_now));
begin
    return (
        select jsonb_build_object('due', count(*), 'oldest_s',
            coalesce(extract(epoch from v_now - min(due_at))::bigint, 0),
            'next_ms', greatest(0, extract(epoch from v_next - v_now) * 1000)::bigint)
        from notice where state = 'queued' and due_at <= v_now);
end $$;
grant execute on function duty.notice_stats() to duty_jobs;
