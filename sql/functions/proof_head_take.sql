-- The head of a Centre's chain, locked until the transaction ends.
create or replace function duty.proof_head_take(p_center bigint) returns duty.proof_head
language plpgsql set search_path = duty, pg_temp as $$
declare
    v proof_head;
begin
    insert into proof_head values (p_center, 0, repeat('0', 64)) on conflict do nothing;
    select * into v from proof_head where center_id = p_center for update;
    return v;
end $$;
grant execute on function duty.proof_head_take(bigint) to duty_guard;
