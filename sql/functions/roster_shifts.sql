-- Makes the month's roster and brings its shifts up to date; returns its number.
create or replace function duty.roster_shifts(p_month date) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_period constant daterange := daterange(p_month, (p_month + interval '1 month')::date);
    v_roster bigint;
begin
    insert into roster (center_id, period)
        select v_center, v_period
        where not exists (select from roster where center_id = v_center and period = v_period);
    select roster_id into v_roster from roster
        where center_id = v_center and period = v_period for update;
    perform demand_refresh(v_roster);
    return v_roster;
end $$;
grant execute on function duty.roster_shifts(date) to duty_app;
