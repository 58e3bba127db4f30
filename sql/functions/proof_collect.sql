-- Enters into the chain of the present Centre what senders and gateways have written down since: attempts
-- that ended, and receipts. Called by the clock, p_rows of each at a time; whoever calls has the
-- Centre's write lock. The head is written once: four thousand versions of one row in a transaction
-- would all be walked each time. A task about a message that did arrive
-- ends. Returns how many entries it made.
create or replace function duty.proof_collect(p_rows integer default 300) returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_head proof_head;
    v_first bigint;
    v record;
begin
    if not exists (select from notice_attempt where center_id = v_center and proof_seq is null
            and outcome is not null)
        and not exists (select from receipt where center_id = v_center and proof_seq is null) then
        return 0;
    end if;
    v_head := proof_head_take(v_center);
    v_first := v_head.seq;
    for v in
        select a as attempt, o as message from notice_attempt a
        join notice o on o.center_id = a.center_id and o.notice_id = a.notice_id
        where a.center_id = v_center and a.proof_seq is null and a.outcome is not null
        order by a.ended_at limit p_rows
    loop
        v_head := proof_next(v_head, (v.attempt).notice_id, 'attempt', proof_attempt(v.attempt, v.message));
        update notice_attempt set proof_seq = v_head.seq where center_id = v_center
            and notice_id = (v.attempt).notice_id and n = (v.attempt).n;
    end loop;
    for v in
        select r as receipt from receipt r where r.center_id = v_center and r.proof_seq is null
        order by r.receipt_id limit p_rows
    loop
        v_head := proof_next(v_head, (v.receipt).notice_id, 'receipt', jsonb_build_object(
            'n', (v.receipt).n, 'receipt', (v.receipt).kind, 'detail', proof_word((v.receipt).detail),
            'happened_at', proof_at((v.receipt).received_at)));
        update receipt set proof_seq = v_head.seq
            where center_id = v_center and receipt_id = (v.receipt).receipt_id;
        if (v.receipt).kind = 'delivered' then
            perform task_settle(k, 'notice:' || (v.receipt).notice_id)
                from unnest(array['notice.failed', 'notice.unknown']) k;
        end if;
    end loop;
    update proof_head set seq = v_head.seq, hash = v_head.hash where center_id = v_center;
    return v_head.seq - v_first;
end $$;
alter function duty.proof_collect(integer) owner to duty_guard;
grant execute on function duty.proof_collect(integer) to duty_jobs;
