-- One more address of a provider; null: none. An address that was retired comes back unverified.
create or replace function duty.contact_put(
    p_provider bigint, p_channel text, p_field text, p_address text) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    if p_address is null then
        return;
    end if;
    if p_channel = 'mail' and p_address !~ '^[^@\s<>,;:\\"\x01-\x1f]{1,64}@[A-Za-z0-9.-]{1,190}$' then
        perform fail('error.field.email', p_field => p_field, p_value => p_address);
    end if;
    insert into contact (center_id, person_id, channel, address)
        select center_id, person_id, p_channel, p_address
        from provider where center_id = current_center() and provider_id = p_provider
        on conflict (center_id, person_id, channel, address) do update set retired_at = null;
end $$;
grant execute on function duty.contact_put(bigint, text, text, text) to duty_app;
