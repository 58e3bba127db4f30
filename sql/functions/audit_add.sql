-- Appends to the audit chain of a Centre. The head row is locked until the transaction ends, so call
-- this last: writers of one Centre queue here. A change by a key or a code names it in its data.
create or replace function duty.audit_add(
    p_action text, p_entity text, p_entity_id text, p_data jsonb,
    p_center bigint default null, p_account bigint default null) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_row audit;
begin
    v_row.center_id := coalesce(p_center, current_center());
    select seq + 1, hash into v_row.seq, v_row.prev_hash
        from audit_head where center_id = v_row.center_id for update;
    if not found then
        insert into audit_head values (v_row.center_id, 0, repeat('0', 64)) on conflict do nothing;
        select seq + 1, hash into v_row.seq, v_row.prev_hash
            from audit_head where center_id = v_row.center_id for update;
    end if;
    v_row.at := duty.now();
    v_row.account_id := coalesce(p_account, current_account());
    v_row.request_id := coalesce(current_setting('app.request_id', true), '');
    v_row.action := p_action;
    v_row.entity := p_entity;
    v_row.entity_id := p_entity_id;
    v_row.data := p_data || case current_token() when '{}' then '{}'
        else jsonb_build_object('token', current_token()) end;
    v_row.hash := audit_hash(v_row);
    insert into audit select v_row.*;
    update audit_head set seq = v_row.seq, hash = v_row.hash where center_id = v_row.center_id;
end $$;
alter function duty.audit_add(text, text, text, jsonb, bigint, bigint) owner to duty_guard;
grant execute on function duty.audit_add(text, text, text, jsonb, bigint, bigint)
    to duty_app, duty_jobs, duty_owner;
