-- The coordinator approves a swap that is taken. All is checked again: what was possible when it
-- was taken may no longer be.
create or replace function duty.swap_approve(p_swap_id text, p_note text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_swap constant swap := swap_lock(p_swap_id);
    v_note constant text := coalesce(arg_text('note', p_note, 300), '');
begin
    if v_swap.state <> 'taken' then
        perform fail('error.swap.state', 'DU409',
            p_args => jsonb_build_object('state', v_swap.state));
    end if;
    perform swap_check(v_swap, v_swap.taker_id);
    perform swap_apply(v_swap, v_note);
    return jsonb_build_object('swap_id', v_swap.swap_id);
end $$;
grant execute on function duty.swap_approve(text, text) to duty_app;
