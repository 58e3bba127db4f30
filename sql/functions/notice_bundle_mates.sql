-- What may leave in one message with notices about to be claimed: other ordinary ones to the same person
-- at the same address, also those that wait for just that. They are locked and ready now. At most
-- notice.bundle_count for all.
create or replace function duty.notice_bundle_mates(p_centers bigint[], p_ids bigint[])
    returns table (center_id bigint, notice_id bigint)
language plpgsql set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_most constant integer := rule_value('notice.bundle_count');
begin
    return query update notice n set state = 'queued', due_at = least(n.due_at, duty.now())
        from (select m.center_id, m.notice_id
              from (select distinct k.center_id, k.person_id, k.channel, k.address, k.language
                    from unnest(p_centers, p_ids) i(center_id, notice_id)
                    join notice k on k.center_id = i.center_id and k.notice_id = i.notice_id
                    where k.bundle) k
              cross join lateral (
                  select m.center_id, m.notice_id from notice m
                  where m.center_id = k.center_id and m.person_id = k.person_id
                      and m.channel = k.channel and m.address = k.address and m.language = k.language
                      and m.bundle and (m.state = 'queued' or m.state = 'held' and m.reason = 'bundle')
                      and m.notice_id <> all (p_ids)
                  order by m.notice_id limit v_most for update skip locked) m) m
        where n.center_id = m.center_id and n.notice_id = m.notice_id
        returning n.center_id, n.notice_id;
end $$;
grant execute on function duty.notice_bundle_mates(bigint[], bigint[]) to duty_jobs;
