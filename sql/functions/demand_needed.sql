-- How many people a rule asks for: a fixed number, or so many for each begun p_per_cases of the
-- cases listed; 20 at most.
create or replace function duty.demand_needed(
    p_needed integer, p_per_cases integer, p_court bigint, p_from timestamp, p_until timestamp)
    returns integer
language sql stable as $$
    select case when p_per_cases is null then p_needed
        else least(20, p_needed * ((duty.listed_cases(p_court, p_from, p_until) + p_per_cases - 1)
            / p_per_cases)) end
$$;
grant execute on function duty.demand_needed(integer, integer, bigint, timestamp, timestamp)
    to duty_app;
