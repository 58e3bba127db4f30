-- A link for one message, made when it leaves: 80 random bits in letters and digits that nobody confuses,
-- so that it can be typed as well; only its hash stays. Returns the path, 19 characters: /c/CODE, or
-- /u/CODE for the link that ends such messages. p_asked: the question it answers, null for none.
create or replace function duty.link_new(
    p_notice duty.notice, p_purpose text, p_asked duty.hearing_confirm, p_expires timestamptz)
    returns text
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_bytes constant bytea := public.gen_random_bytes(16);
    v_code text;
begin
    select string_agg(substr('23456789abcdefghijkmnpqrstuvwxyz', get_byte(v_bytes, i) % 32 + 1, 1), '')
        into v_code from generate_series(0, 15) i;
    insert into link (center_id, link_hash, purpose, notice_id, hearing_id, provider_id, version,
            created_at, expires_at)
        values (p_notice.center_id, link_hash(v_code), p_purpose, p_notice.notice_id,
            p_asked.hearing_id, p_asked.provider_id, p_asked.version, duty.now(), p_expires);
    return case p_purpose when 'unsubscribe' then '/u/' else '/c/' end || v_code;
end $$;
grant execute on function duty.link_new(duty.notice, text, duty.hearing_confirm, timestamptz)
    to duty_jobs, duty_guard;
