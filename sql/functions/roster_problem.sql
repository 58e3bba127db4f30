-- The engine's problem for a month (roster_pose). Makes roster and shifts first.
create or replace function duty.roster_problem(p_month text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_roster bigint;
begin
    perform write_lock();
    v_roster := roster_shifts(v_month);
    return roster_pose(v_roster);
end $$;
grant execute on function duty.roster_problem(text) to duty_app;
