-- The code of a message that checks an address (params code_id): six digits as 482-913, made when it
-- leaves, of which only a slow hash stays. The time it is good for begins now (rule contact.code_minutes).
-- Null when the message goes anywhere but to the address it is to check.
create or replace function duty.contact_code_new(p_notice duty.notice) returns text
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_random constant bytea := public.gen_random_bytes(4);
    v_number constant text := lpad((((get_byte(v_random, 0)::bigint << 24) + (get_byte(v_random, 1) << 16)
        + (get_byte(v_random, 2) << 8) + get_byte(v_random, 3)) % 1000000)::text, 6, '0');
begin
    update contact_code d set code_hash = public.crypt(v_number, public.gen_salt('bf', 6)),
            expires_at = duty.now() + make_interval(mins => rule_value('contact.code_minutes'))
        from contact k
        where d.center_id = p_notice.center_id and d.code_id = (p_notice.params ->> 'code_id')::bigint
            and d.ended_at is null and k.center_id = d.center_id and k.contact_id = d.contact_id
            and k.channel = p_notice.channel and k.address = p_notice.address;
    if not found then
        return null;
    end if;
    return substr(v_number, 1, 3) || '-' || substr(v_number, 4);
end $$;
grant execute on function duty.contact_code_new(duty.notice) to duty_jobs;
