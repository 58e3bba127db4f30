-- Whether who is signed in may see a swap: the office, who is concerned, and of an open offer
-- everybody who could take it.
create or replace function duty.swap_sees(p_swap duty.swap) returns boolean
language plpgsql set search_path = duty, pg_temp as $$
begin
    if current_actor() <> 'provider' then
        return may('swap.read');
    end if;
    return coalesce(current_provider() in
            (p_swap.provider_id, p_swap.to_provider, p_swap.taker_id), false)
        or p_swap.state = 'asked' and p_swap.to_provider is null and current_provider() is not null
            and not exists (select from swap_barriers(p_swap, array[current_provider()]) b
                where b.rule is not null);
end $$;
grant execute on function duty.swap_sees(duty.swap) to duty_app;
