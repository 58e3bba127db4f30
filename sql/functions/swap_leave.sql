-- Ends a swap without a change of duty, or reopens it: its owner withdraws it, the taker steps back
-- (returned), the person asked or the coordinator refuses it. The coordinator may do it for them.
create or replace function duty.swap_leave(p_swap_id text, p_step text, p_note text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_swap swap := swap_lock(p_swap_id);
    v_note constant text := coalesce(arg_text('note', p_note, 300), '');
    v_actor constant bigint := case p_step when 'withdrawn' then v_swap.provider_id
        when 'returned' then v_swap.taker_id else v_swap.to_provider end;
begin
    if not may('swap.approve') and v_actor is distinct from current_provider() then
        perform fail('error.forbidden', 'DU403');
    end if;
    if p_step = 'returned' and v_swap.state <> 'taken' then
        perform fail('error.swap.state', 'DU409',
            p_args => jsonb_build_object('state', v_swap.state));
    end if;
    perform swap_step(v_swap, p_step, case when p_step <> 'refused' then v_actor end, v_note);
    return jsonb_build_object('swap_id', v_swap.swap_id);
end $$;
grant execute on function duty.swap_leave(text, text, text) to duty_app;
