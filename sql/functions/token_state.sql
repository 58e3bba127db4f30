-- What has become of a key or a code: valid, expired, revoked.
create or replace function duty.token_state(p_expires_at timestamptz, p_revoked_at timestamptz)
    returns text
language sql stable as $$
    select case when p_revoked_at is not null then 'revoked'
        when p_expires_at <= duty.now() then 'expired' else 'valid' end
$$;
grant execute on function duty.token_state(timestamptz, timestamptz) to duty_app;
