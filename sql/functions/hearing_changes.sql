-- How often a hearing was changed since it was made, cosmetic changes too: unlike its sequence, which
-- calendars see, this tells a form filled in from an older state.
create or replace function duty.hearing_changes(p_hearing_id bigint) returns bigint
language sql stable set search_path = duty, pg_temp as $$
    select max(version)::bigint - 1 from hearing_change
    where center_id = current_center() and hearing_id = p_hearing_id
$$;
grant execute on function duty.hearing_changes(bigint) to duty_app;
