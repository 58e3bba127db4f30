-- Every change a program asks for. p_method: POST, PUT, DELETE; p_id: the caller's own id; p_token:
-- Idempotency-Key, empty for none. The same request under the same token is answered as the first
-- time and changes nothing, for api.answer_hours: the answer is kept in the transaction of the change,
-- so neither a lost answer nor two at once can double it. Another request under it is refused.
create or replace function duty.api_write(p_method text, p_id text, p_body text, p_token text,
    p_match text, p_none_match text, p_reason text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_key constant bigint := (current_token() ->> 'key')::bigint;
    v_hash constant text := encode(sha256(convert_to(jsonb_build_array(p_method, p_id, p_body,
        p_match, p_none_match, p_reason)::text, 'UTF8')), 'hex');
    v_old api_answer;
    v_answer jsonb;
begin
    if p_token !~ '^[\x20-\x7e]{0,255}$' then
        perform fail('error.api.token_form', 'DU400', p_field => 'Idempotency-Key',
            p_value => p_token);
    end if;
    perform write_lock();
    perform api_forget();
    select * into v_old from api_answer
        where center_id = v_center and key_id = v_key and token = p_token;
    if v_old.asked_hash <> v_hash then
        perform fail('error.api.token', p_field => 'Idempotency-Key', p_value => p_token);
    elsif v_old.token is not null then
        return v_old.answer || '{"is_replayed": true}';
    end if;
    perform api_match(api_find(p_id), p_match, p_none_match);
    v_answer := case p_method
        when 'POST' then api_post(p_body)
        when 'PUT' then api_one(api_row(arg_json('body', p_body), 1, p_id))
        when 'DELETE' then api_cancel(p_id, p_reason) end;
    if p_token <> '' then
        insert into api_answer values (v_center, v_key, p_token, v_hash, v_answer, duty.now());
    end if;
    return v_answer;
end $$;
grant execute on function duty.api_write(text, text, text, text, text, text, text) to duty_app;
