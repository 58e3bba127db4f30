-- A swap of a published duty that has not ended, not stored yet. Only its owner and the
-- coordinator may offer it; to all others it does not exist.
create or replace function duty.swap_new(p_assignment_id bigint, p_kind text) returns duty.swap
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_swap swap;
begin
    select a.center_id, p_kind, a.assignment_id, a.provider_id
        into v_swap.center_id, v_swap.kind, v_swap.assignment_id, v_swap.provider_id
        from assignment a
        where a.center_id = current_center() and a.assignment_id = p_assignment_id
            and a.state = 'published'
            and (a.provider_id = current_provider() or may('swap.approve'));
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_swap;
end $$;
grant execute on function duty.swap_new(bigint, text) to duty_app;
