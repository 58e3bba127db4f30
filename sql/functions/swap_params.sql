-- What a message about a swap says: the duties and the people, nothing of why.
create or replace function duty.swap_params(p_swap duty.swap, p_step text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('swap_id', p_swap.swap_id, 'step', p_step, 'kind', p_swap.kind,
            'giver', (select name from staff() where provider_id = p_swap.provider_id),
            'taker', (select name from staff() where provider_id = p_swap.taker_id),
            'duty', swap_duty(p_swap.assignment_id), 'back', swap_duty(p_swap.back_id),
            'from', wall(p_swap.from_at at time zone c.zone))
        from center c where c.center_id = p_swap.center_id);
end $$;
grant execute on function duty.swap_params(duty.swap, text) to duty_app, duty_guard;
