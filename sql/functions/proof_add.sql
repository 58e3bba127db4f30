-- Enters one thing that happened to a message into the Centre's chain; returns its number. p_data has no
-- text and no address, only their hashes. The head stays locked until the transaction ends.
create or replace function duty.proof_add(
    p_center bigint, p_notice bigint, p_kind text, p_data jsonb) returns bigint
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_head proof_head := proof_head_take(p_center);
begin
    v_head := proof_next(v_head, p_notice, p_kind, p_data);
    update proof_head set seq = v_head.seq, hash = v_head.hash where center_id = p_center;
    return v_head.seq;
end $$;
alter function duty.proof_add(bigint, bigint, text, jsonb) owner to duty_guard;
