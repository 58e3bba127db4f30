-- How much a change matters. break: another day, hour, form, court, state or person; shift: another
-- room, end or docket number; cosmetic: nobody needs to hear of it; same: nothing changed.
create or replace function duty.hearing_severity(p_before jsonb, p_after jsonb) returns text
language sql immutable as $$
    select case
        when p_before is null then 'new'
        when p_before = p_after then 'same'
        when exists (select from unnest(array['date', 'time', 'mode', 'court', 'state', 'providers']) k
            where p_before -> k is distinct from p_after -> k) then 'break'
        when exists (select from unnest(array['room', 'end_time', 'code']) k
            where p_before -> k is distinct from p_after -> k) then 'shift'
        else 'cosmetic' end
$$;
grant execute on function duty.hearing_severity(jsonb, jsonb) to duty_app;
