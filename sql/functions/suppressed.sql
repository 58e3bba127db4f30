-- Whether nothing may be sent to this address of a Centre (suppress). Letters' case does not count.
create or replace function duty.suppressed(p_center bigint, p_channel text, p_address text) returns boolean
language sql stable as $$
    select exists (select from duty.suppression where center_id = p_center and channel = p_channel
        and address = lower(p_address) and ended_at is null)
$$;
grant execute on function duty.suppressed(bigint, text, text) to duty_app, duty_jobs, duty_guard;
