-- Enters one thing after the head of a chain; returns the new head, which the caller, who holds the old one
-- locked, writes down when all is entered.
create or replace function duty.proof_next(
    p_head duty.proof_head, p_notice bigint, p_kind text, p_data jsonb) returns duty.proof_head
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_row proof;
    v_head proof_head;
begin
    v_row.center_id := p_head.center_id;
    v_row.seq := p_head.seq + 1;
    v_row.at := duty.now();
    v_row.notice_id := p_notice;
    v_row.kind := p_kind;
    v_row.data := jsonb_strip_nulls(p_data);
    v_row.prev_hash := p_head.hash;
    v_row.hash := proof_hash(v_row);
    insert into proof select v_row.*;
    v_head := row(v_row.center_id, v_row.seq, v_row.hash);
    return v_head;
end $$;
grant execute on function duty.proof_next(duty.proof_head, bigint, text, jsonb) to duty_guard;
