-- Keeps what the capture gateway was given: [{token, channel, address, subject, body}]. The token
-- says whose message it is; one we never gave out is dropped.
create or replace function duty.notice_capture(p_items jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_count integer;
begin
    insert into captured (center_id, channel, address, subject, body, token, captured_at)
        select a.center_id, x.channel, x.address, coalesce(x.subject, ''), x.body, x.token, duty.now()
        from jsonb_to_recordset(p_items) x(token text, channel text, address text, subject text,
            body text)
        join notice_attempt a on a.token = x.token;
    get diagnostics v_count = row_count;
    return jsonb_build_object('captured', v_count);
end $$;
grant execute on function duty.notice_capture(jsonb) to duty_jobs;
