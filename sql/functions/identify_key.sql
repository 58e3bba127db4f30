-- The key whose hash this is: identify() for programs. Touches its last use once a minute, and not
-- while another request of the same key does. No row when there is none that is valid.
create or replace function duty.identify_key(p_key_hash text)
    returns table (center_id bigint, key_id bigint, org_id bigint)
language plpgsql security definer set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_now timestamptz := duty.now();
begin
    return query select k.center_id, k.key_id, k.org_id from api_key k
        where k.key_hash = p_key_hash and k.revoked_at is null and k.expires_at > v_now;
    update api_key k set last_used_at = v_now
        where k.key_hash in (
            select i.key_hash from api_key i
            where i.key_hash = p_key_hash and i.revoked_at is null and i.expires_at > v_now
                and coalesce(i.last_used_at, '-infinity') < v_now - interval '1 minute'
            for update skip locked);
end $$;
alter function duty.identify_key(text) owner to duty_guard;
grant execute on function duty.identify_key(text) to duty_guard;
