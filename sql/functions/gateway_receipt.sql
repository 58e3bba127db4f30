-- Takes in what a gateway says of messages: [{token or id, kind, detail}], id being its own name of the
-- message; kinds as notice_receipt has them. A report by a name that no attempt has yet waits for it
-- (gateway_settle): it may be faster than our own record. Taken in the order in which senders lock. What
-- it says may repeat the message: links and codes are left out.
create or replace function duty.gateway_receipt(p_gateway text, p_items jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_found integer := 0;
    v_waiting integer;
    v record;
begin
    -- First, so that our own record, should it come between the two, is seen by one of them.
    insert into gateway_receipt (gateway, gateway_id, kind, detail, received_at)
        select p_gateway, x.id, x.kind, left(coalesce(link_mask(x.detail), ''), 500), duty.now()
        from jsonb_to_recordset(p_items) x(token text, id text, kind text, detail text)
        where x.token is null and length(x.id) between 1 and 128 and not exists (select
            from notice_attempt a where a.gateway = p_gateway and a.gateway_id = x.id)
        on conflict do nothing;
    get diagnostics v_waiting = row_count;
    for v in
        select coalesce(x.token, a.carrier, a.token) as token, x.kind, x.detail
        from jsonb_to_recordset(p_items) x(token text, id text, kind text, detail text)
        left join notice_attempt a on x.token is null and a.gateway = p_gateway
            and a.gateway_id = x.id
        left join notice_attempt t on t.token = x.token
        where x.token is not null or a.token is not null
        order by coalesce(a.center_id, t.center_id), coalesce(a.notice_id, t.notice_id)
    loop
        v_found := v_found + (notice_receipt(v.token, v.kind, link_mask(v.detail)) ->> 'found')::boolean::integer;
        if v.kind in ('delivered', 'failed', 'refused') then
            update notice_attempt set is_fate_known = true
                where token = v.token and (gateway_id is not null or outcome = 'unknown')
                    and not is_fate_known;
        end if;
    end loop;
    return jsonb_build_object('found', v_found, 'waiting', v_waiting);
end $$;
grant execute on function duty.gateway_receipt(text, jsonb) to duty_jobs;
