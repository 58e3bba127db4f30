-- Messages may go to this address again: the person signed in says so.
create or replace function duty.suppress_lift(p_channel text, p_address text) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    update suppression set ended_at = duty.now(), ended_by = current_account()
        where center_id = current_center() and channel = p_channel and address = lower(p_address)
            and ended_at is null;
end $$;
grant execute on function duty.suppress_lift(text, text) to duty_app;
