-- One swap: what it is about, every step of it, and what the reader may do now; for who approves, the
-- people who could take it, the most suitable first.
create or replace function duty.page_swap(p_swap_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_me constant bigint := current_provider();
    v_swap swap;
    v_open boolean;
begin
    select * into v_swap from swap where center_id = current_center()
        and swap_id = arg_int('swap_id', p_swap_id, true);
    if not found or not swap_sees(v_swap) then
        perform fail('error.not_found', 'DU404');
    end if;
    v_open := v_swap.state in ('asked', 'taken') and v_swap.expires_at > duty.now();
    return swap_view(v_swap) || jsonb_build_object('form', jsonb_build_object('provider_id', ''),
        'is_office', current_actor() <> 'provider',
        'can_approve', v_open and v_swap.state = 'taken' and may('swap.approve'),
        'can_name', v_open and v_swap.state = 'asked' and may('swap.approve'),
        'can_take', v_open and v_swap.state = 'asked' and v_me <> v_swap.provider_id
            and coalesce(v_swap.to_provider, v_me) = v_me,
        'can_return', v_open and v_swap.state = 'taken'
            and (v_swap.taker_id = v_me or may('swap.approve')),
        'can_withdraw', v_open and (v_swap.provider_id = v_me or may('swap.approve')),
        'can_refuse', v_open and (v_swap.to_provider = v_me or may('swap.approve')),
        'week', case when v_me <> v_swap.provider_id and v_open
            then swap_week(v_me, v_swap.assignment_id) end,
        'candidates', case when v_open and v_swap.state = 'asked' and v_swap.to_provider is null
            and current_actor() <> 'provider' then swap_ranked(v_swap) else '[]' end,
        'steps', (
            select jsonb_agg(jsonb_build_object('step', t.step, 'note', t.note,
                'at', wall(t.at at time zone c.zone), 'by', n.full_name, 'for', f.name) order by t.n)
            from swap_step t
            join center c on c.center_id = t.center_id
            left join account a on a.center_id = t.center_id and a.account_id = t.account_id
            left join person n on n.center_id = a.center_id and n.person_id = a.person_id
            left join staff() f on f.provider_id = t.behalf_of
            where t.center_id = v_swap.center_id and t.swap_id = v_swap.swap_id));
end $$;
grant execute on function duty.page_swap(text) to duty_app;
