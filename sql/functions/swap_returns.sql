-- The coming duties of a person that could be had in return: who gives away can stand them, and that
-- person can stand what is given. One barrier is asked after the other, for the few duties there are.
create or replace function duty.swap_returns(p_swap duty.swap, p_to bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift constant bigint := (assignment_shift(p_swap.assignment_id)).shift_id;
    v_found jsonb := '[]';
    v record;
begin
    for v in
        select a.assignment_id, a.shift_id
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where a.center_id = p_swap.center_id and a.provider_id = p_to and a.state = 'published'
            and lower(s.during) > duty.now() and s.shift_id <> v_shift
        order by s.starts
    loop
        if duty_barrier(v_shift, p_to, array[v.shift_id], true) is null
                and duty_barrier(v.shift_id, p_swap.provider_id, array[v_shift], true) is null then
            v_found := v_found || (swap_duty(v.assignment_id)
                || jsonb_build_object('value', v.assignment_id::text));
        end if;
    end loop;
    return v_found;
end $$;
grant execute on function duty.swap_returns(duty.swap, bigint) to duty_app;
