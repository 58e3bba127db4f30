-- Channels as a form says them: together, or in their order with commas.
create or replace function duty.policy_way(p_channels duty.channel[], p_is_together boolean) returns text
language sql immutable as $$
    select case when p_is_together and cardinality(p_channels) > 1 then 'together'
        else array_to_string(p_channels, '_') end
$$;
grant execute on function duty.policy_way(duty.channel[], boolean) to duty_app;
