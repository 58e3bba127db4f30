-- A swap as pages show it.
create or replace function duty.swap_view(p_swap duty.swap) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('swap_id', p_swap.swap_id, 'kind', p_swap.kind,
            'state', p_swap.state, 'note', p_swap.note,
            'giver', (select name from staff() where provider_id = p_swap.provider_id),
            'asked', (select name from staff() where provider_id = p_swap.to_provider),
            'taker', (select name from staff() where provider_id = p_swap.taker_id),
            'is_mine', p_swap.provider_id = current_provider(),
            'is_to_me', p_swap.state = 'asked' and p_swap.to_provider = current_provider(),
            'is_taken_by_me', p_swap.state = 'taken' and p_swap.taker_id = current_provider(),
            'is_asked', p_swap.state = 'asked', 'is_taken', p_swap.state = 'taken',
            'duty', swap_duty(p_swap.assignment_id), 'back', swap_duty(p_swap.back_id),
            'from', wall(p_swap.from_at at time zone c.zone),
            'asked_at', wall(p_swap.asked_at at time zone c.zone),
            'ended_at', wall(p_swap.ended_at at time zone c.zone),
            'expires_at', wall(p_swap.expires_at at time zone c.zone))
        from center c where c.center_id = p_swap.center_id);
end $$;
grant execute on function duty.swap_view(duty.swap) to duty_app;
