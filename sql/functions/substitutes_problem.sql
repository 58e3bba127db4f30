-- The engine's problem for ranking substitutes of one shift: the draft without the one to be
-- replaced, who is not ranked for their own place.
create or replace function duty.substitutes_problem(p_shift text, p_instead text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift constant bigint := arg_int('shift', p_shift, true);
    v_instead constant bigint := substitutes_instead(v_shift, arg_int('instead', p_instead));
    v_out constant jsonb := jsonb_build_object('shift', v_shift, 'provider', v_instead);
    v_problem jsonb;
begin
    select draft_pose(roster_id) into v_problem from shift
        where center_id = current_center() and shift_id = v_shift;
    if v_instead is null then
        return v_problem;
    end if;
    return v_problem || (
        select jsonb_object_agg(k, jsonb_path_query_array(v_problem -> k,
                '$[*] ? (@.shift != $shift || @.provider != $provider)', v_out)
            || case k when 'barred' then jsonb_build_array(v_out) else '[]' end)
        from unnest(array['published', 'pinned', 'barred']) k);
end $$;
grant execute on function duty.substitutes_problem(text, text) to duty_app;
