-- A swap to act on, locked, still open: asked or taken, and in time. Nobody learns here of a swap
-- that is not theirs to see.
create or replace function duty.swap_lock(p_swap_id text) returns duty.swap
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_swap swap;
begin
    perform write_lock();
    select * into v_swap from swap where center_id = current_center()
        and swap_id = arg_int('swap_id', p_swap_id, true) for update;
    if not found or not swap_sees(v_swap) then
        perform fail('error.not_found', 'DU404');
    end if;
    if v_swap.state not in ('asked', 'taken') then
        perform fail('error.swap.state', 'DU409',
            p_args => jsonb_build_object('state', v_swap.state));
    end if;
    if v_swap.expires_at <= duty.now() then
        perform fail('error.swap.late', 'DU409');
    end if;
    return v_swap;
end $$;
grant execute on function duty.swap_lock(text) to duty_app;
