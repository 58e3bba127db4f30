-- The mark of a form and what it would do: a form that brings it back was shown just that, and is
-- saved. Text of a rule that was not chosen does not count.
create or replace function duty.demand_seen(p_form jsonb, p_effect jsonb) returns text
language sql immutable as $$
    select md5((p_form - '{_csrf,seen}'::text[]
        - case when p_form ->> 'repeat' = 'rrule' then '' else 'rrule' end)::text || p_effect::text)
$$;
grant execute on function duty.demand_seen(jsonb, jsonb) to duty_app;
