-- How much a change matters. break: another day, hour, form, seat, court, state or person; shift:
-- another room, end, docket number or point, or a procedural act where it was none or another
-- (feed_act), which calendars show; cosmetic: nobody needs to hear of it; same: nothing changed.
create or replace function duty.hearing_severity(p_before jsonb, p_after jsonb) returns text
language plpgsql stable as $$
begin
    return case
        when p_before is null then 'new'
        when p_before = p_after then 'same'
        when exists (select from unnest(array['date', 'time', 'mode', 'court', 'state', 'seat',
                'providers']) k
            where nullif(p_before -> k, 'null') is distinct from nullif(p_after -> k, 'null')) then 'break'
        when exists (select from unnest(array['room', 'end_time', 'code', 'points']) k
            where coalesce(p_before -> k, '[]') is distinct from coalesce(p_after -> k, '[]')) then 'shift'
        when p_before ->> 'kind' <> p_after ->> 'kind'
            and duty.feed_act(p_before ->> 'kind') is distinct from duty.feed_act(p_after ->> 'kind')
            then 'shift'
        else 'cosmetic' end;
end $$;
grant execute on function duty.hearing_severity(jsonb, jsonb) to duty_app, duty_guard;
