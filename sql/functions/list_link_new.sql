-- A personal link to a list, made when its mail leaves: 256 random bits, of which only the hash
-- stays. It opens the list until some days after the month (rule list.link_days).
create or replace function duty.list_link_new(p_center bigint, p_list_id bigint) returns text
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_token constant text := translate(encode(public.gen_random_bytes(32), 'base64'), '+/=', '-_');
begin
    insert into list_link (center_id, link_hash, list_id, created_at, expires_at)
        select l.center_id, encode(sha256(convert_to(v_token, 'UTF8')), 'hex'), l.list_id, duty.now(),
            greatest(duty.now(), upper(r.period)::timestamp at time zone c.zone)
                + make_interval(days => rule_value('list.link_days'))
        from list l
        join center c on c.center_id = l.center_id
        join roster r on r.center_id = l.center_id and r.roster_id = l.roster_id
        where l.center_id = p_center and l.list_id = p_list_id;
    return '/list/' || v_token;
end $$;
grant execute on function duty.list_link_new(bigint, bigint) to duty_jobs;
