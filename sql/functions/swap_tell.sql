-- Tells those concerned by a step of a swap, save who took it. An open offer goes to all who could
-- take it. What an approval changes is told by the publication itself; only who hands over has
-- nothing changed in what is still to come, and is told here.
create or replace function duty.swap_tell(p_swap duty.swap, p_step text, p_n integer) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_event constant text := format('swap:%s:%s', p_swap.swap_id, p_n);
    v_params constant jsonb := swap_params(p_swap, p_step);
    v_until constant timestamptz := greatest(p_swap.expires_at, duty.now() + interval '1 hour');
    v record;
begin
    for v in
        select t.person_id, x.template
        from (select x.provider_id, 'swap.asked' as template
              from (values (p_swap.to_provider)) x(provider_id) where p_step = 'asked'
              union all
              select c.provider_id, 'swap.open'
              from swap_candidates(p_swap) c where p_step = 'asked' and p_swap.to_provider is null
              union all
              select p_swap.provider_id, 'swap.taken' where p_step = 'taken' and swap_needs_approval(p_swap)
              union all
              select x.provider_id, 'swap.ended'
              from (select distinct unnest(array[p_swap.provider_id, p_swap.to_provider,
                  p_swap.taker_id])) x(provider_id)
              where p_step not in ('asked', 'taken', 'approved')
              union all
              select p_swap.provider_id, 'swap.ended'
              where p_step = 'approved' and p_swap.kind = 'handover') x
        join staff() t on t.provider_id = x.provider_id
        where t.provider_id is distinct from current_provider()
        union all
        select a.person_id, 'swap.approve'
        from account a
        where p_step = 'taken' and a.center_id = p_swap.center_id and a.role = 'coordinator'
            and a.locked_at is null and swap_needs_approval(p_swap) and not may('swap.approve')
        order by 1
    loop
        perform notice_tell(v.person_id, v.template, v_event, v_params, v_until);
    end loop;
end $$;
grant execute on function duty.swap_tell(duty.swap, text, integer) to duty_app, duty_guard;
