-- Whether the coordinator must approve a swap of a duty of that day: a dated rule of the Centre.
create or replace function duty.swap_needs_approval(p_swap duty.swap) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select rule_value(case p_swap.kind when 'handover' then 'handover.approval' else 'swap.approval' end,
        (assignment_shift(p_swap.assignment_id)).duty_day) > 0
$$;
grant execute on function duty.swap_needs_approval(duty.swap) to duty_app, duty_guard;
