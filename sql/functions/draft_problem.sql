-- The engine's problem for a run over a month. draft: all of it anew (roster_problem); fill: only
-- what is still empty.
create or replace function duty.draft_problem(p_month text, p_mode text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_mode constant text := arg_choice('mode', p_mode, array['draft', 'fill'], 'draft');
    v_roster bigint;
begin
    perform write_lock();
    v_roster := roster_shifts(v_month);
    return case v_mode when 'fill' then draft_pose(v_roster) else roster_pose(v_roster) end;
end $$;
grant execute on function duty.draft_problem(text, text) to duty_app;
