-- Somebody takes an offered duty: the provider signed in, or whom the coordinator names. Refused
-- when a hard rule forbids it. Where no approval is asked for (rule swap.approval, for hand-overs
-- handover.approval), it is done at once.
create or replace function duty.swap_take(p_swap_id text, p_provider text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_swap swap := swap_lock(p_swap_id);
    v_taker constant bigint := case when may('swap.approve')
        then coalesce(arg_int('provider_id', p_provider), v_swap.to_provider, current_provider())
        else current_provider() end;
begin
    if v_swap.state <> 'asked' then
        perform fail('error.swap.state', 'DU409',
            p_args => jsonb_build_object('state', v_swap.state));
    end if;
    if v_taker is null then
        perform fail('error.field.required', p_field => 'provider_id');
    end if;
    if not exists (select from staff() t where t.provider_id = v_taker) then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider);
    end if;
    perform swap_check(v_swap, v_taker);
    update swap set state = 'taken', taker_id = v_taker, taken_at = duty.now()
        where center_id = v_swap.center_id and swap_id = v_swap.swap_id returning * into v_swap;
    perform swap_step(v_swap, 'taken', v_taker);
    if not swap_needs_approval(v_swap) then
        perform swap_apply(v_swap, '');
    end if;
    return jsonb_build_object('swap_id', v_swap.swap_id);
end $$;
grant execute on function duty.swap_take(text, text) to duty_app;
