-- How a draft was made, as duty.roster keeps it.
create or replace function duty.draft_record(p_seed text, p_problem_hash text, p_solution jsonb)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_hash constant hash_hex not null := p_problem_hash;
begin
    return p_solution - 'assignments'
        || jsonb_build_object('seed', arg_int('seed', p_seed), 'problem_hash', v_hash);
end $$;
grant execute on function duty.draft_record(text, text, jsonb) to duty_app;
