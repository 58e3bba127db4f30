-- The hash of an audit row: over the hash before it and every column, in jsonb's canonical form.
create or replace function duty.audit_hash(p_row duty.audit) returns text
language plpgsql immutable as $$
begin
    return encode(sha256(convert_to(p_row.prev_hash || jsonb_build_array(p_row.center_id, p_row.seq,
        extract(epoch from p_row.at)::text, p_row.account_id, p_row.request_id, p_row.action,
        p_row.entity, p_row.entity_id, p_row.data)::text, 'UTF8')), 'hex');
end $$;
grant execute on function duty.audit_hash(duty.audit) to duty_guard, duty_app, duty_ops;
