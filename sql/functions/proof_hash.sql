-- The hash of an entry of the proof: over the hash before it and every column, in jsonb's canonical form.
create or replace function duty.proof_hash(p_row duty.proof) returns text
language sql immutable as $$
    select encode(sha256(convert_to(p_row.prev_hash || jsonb_build_array(p_row.center_id, p_row.seq,
        extract(epoch from p_row.at)::text, p_row.notice_id, p_row.kind, p_row.data)::text, 'UTF8')), 'hex')
$$;
grant execute on function duty.proof_hash(duty.proof) to duty_guard, duty_app, duty_jobs, duty_ops;
