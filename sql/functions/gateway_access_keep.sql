-- Keeps the access token that was asked for, p_seconds long; p_sealed null: none was given, and the next
-- who wants one may ask again.
create or replace function duty.gateway_access_keep(
    p_gateway text, p_sealed text, p_name text, p_seconds integer) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    update gateway_access set asking_until = null,
            sealed = coalesce(p_sealed, sealed), name = coalesce(p_name, name),
            expires_at = case when p_sealed is null then expires_at
                else duty.now() + make_interval(secs => p_seconds) end
        where gateway = p_gateway;
    return '{}';
end $$;
grant execute on function duty.gateway_access_keep(text, text, text, integer) to duty_jobs;
