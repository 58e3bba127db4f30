-- Writes down a step of a swap, tells those concerned, and moves it where the step itself is the
-- whole change. p_for: the provider whose step it is, named when somebody else did it. p_tell false:
-- they know, since all was agreed by telephone.
create or replace function duty.swap_step(
    p_swap duty.swap, p_step text, p_for bigint default null, p_note text default '',
    p_tell boolean default true) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_n integer;
begin
    if p_step in ('returned', 'refused', 'withdrawn', 'expired', 'superseded') then
        update swap set state = case p_step when 'returned' then 'asked' else p_step end,
                taker_id = case p_step when 'returned' then null else taker_id end,
                taken_at = case p_step when 'returned' then null else taken_at end,
                ended_at = case p_step when 'returned' then null else duty.now() end
            where center_id = p_swap.center_id and swap_id = p_swap.swap_id;
    end if;
    select coalesce(max(n), 0) + 1 into v_n from swap_step
        where center_id = p_swap.center_id and swap_id = p_swap.swap_id;
    insert into swap_step values (p_swap.center_id, p_swap.swap_id, v_n, p_step, duty.now(),
        current_account(), case when p_for is distinct from current_provider() then p_for end,
        p_note);
    if p_tell then
        perform swap_tell(p_swap, p_step, v_n);
    end if;
    perform audit_add('swap.' || p_step, 'swap', p_swap.swap_id::text, jsonb_build_object(
        'assignment', p_swap.assignment_id, 'kind', p_swap.kind, 'provider', p_swap.provider_id,
        'taker', coalesce(p_swap.taker_id, p_swap.to_provider),
        'day', (assignment_shift(p_swap.assignment_id)).duty_day));
end $$;
grant execute on function duty.swap_step(duty.swap, text, bigint, text, boolean) to duty_app, duty_guard;
