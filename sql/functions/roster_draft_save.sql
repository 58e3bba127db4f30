-- Keeps the engine's solution as the month's draft at once, in one step. How it was made stays with
-- it: seed, budget, moves, engine, bound, and the SHA-256 of the problem.
create or replace function duty.roster_draft_save(
    p_month text, p_seed text, p_problem_hash text, p_solution jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_roster bigint;
begin
    perform write_lock();
    select roster_id into v_roster from roster
        where center_id = current_center() and lower(period) = v_month;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    perform draft_open(v_roster);
    return draft_keep(v_roster, 'draft', draft_solution(v_roster, p_solution, false),
        draft_record(p_seed, p_problem_hash, p_solution));
end $$;
grant execute on function duty.roster_draft_save(text, text, text, jsonb) to duty_app;
