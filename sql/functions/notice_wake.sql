-- What time alone changes in the outbox of a channel: what is past its deadline expires and keeps the reason it
-- waited for (and a coordinator hears of it: notice_missed), what was held until now is ready to leave.
-- A thousand at a time; others' rows are skipped.
create or replace function duty.notice_wake(p_channel text) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_centers bigint[];
    v_ids bigint[];
begin
    select array_agg(center_id), array_agg(notice_id) into v_centers, v_ids
        from (select center_id, notice_id from notice
              where state in ('queued', 'held') and deadline < v_now and channel = p_channel::channel
              order by deadline limit 1000 for update skip locked) x;
    if v_ids is not null then
        update notice n set state = 'expired', ended_at = v_now, reason = coalesce(n.reason, 'late')
            from unnest(v_centers, v_ids) i(center_id, notice_id)
            where n.center_id = i.center_id and n.notice_id = i.notice_id;
        perform notice_missed(c, i) from unnest(v_centers, v_ids) x(c, i);
    end if;
    select array_agg(center_id), array_agg(notice_id) into v_centers, v_ids
        from (select center_id, notice_id from notice
              where state = 'held' and due_at <= v_now and channel = p_channel::channel
              order by due_at limit 1000 for update skip locked) x;
    if v_ids is not null then
        update notice n set state = 'queued'
            from unnest(v_centers, v_ids) i(center_id, notice_id)
            where n.center_id = i.center_id and n.notice_id = i.notice_id;
    end if;
end $$;
grant execute on function duty.notice_wake(text) to duty_jobs;
