-- The form to offer a duty: the people who could take it, ranked, and, when one of them is chosen for
-- an exchange, the coming duties of that person that could be had in return.
create or replace function duty.swap_form(p_assignment text, p_to text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_swap swap := swap_new(arg_int('assignment_id', p_assignment, true), 'give');
    v_shift constant shift := assignment_shift(v_swap.assignment_id);
    v_to constant bigint := arg_int('to_provider', p_to);
    v_begun constant boolean := lower(v_shift.during) <= duty.now();
begin
    if v_begun then
        v_swap.kind := 'handover';
        v_swap.from_at := duty.now();
    end if;
    return jsonb_build_object('duty', swap_duty(v_swap.assignment_id),
        'giver', (select name from staff() where provider_id = v_swap.provider_id),
        'is_mine', v_swap.provider_id = current_provider(), 'can_approve', may('swap.approve'),
        'is_office', current_actor() <> 'provider',
        'is_begun', v_begun, 'is_over', upper(v_shift.during) <= duty.now(), 'to', v_to,
        'to_name', (select name from staff() where provider_id = v_to),
        'needs_approval', swap_needs_approval(v_swap),
        'form', jsonb_build_object('assignment_id', v_swap.assignment_id::text,
            'kind', v_swap.kind, 'to_provider', v_to::text, 'back_id', '', 'time', '', 'note', ''),
        'people', (select coalesce(jsonb_agg(jsonb_build_object('value', t.provider_id::text,
                'name', t.name, 'selected', t.provider_id = v_to)
                order by t.name collate "vi-x-icu"), '[]')
            from staff() t where t.class <> 'collaborator' and t.is_here
                and t.provider_id <> v_swap.provider_id),
        'candidates', case when upper(v_shift.during) > duty.now() then swap_ranked(v_swap)
            else '[]' end,
        'options', jsonb_build_object('back_id', case when v_to is null or v_begun then '[]'
            else swap_returns(v_swap, v_to) end));
end $$;
grant execute on function duty.swap_form(text, text) to duty_app;
