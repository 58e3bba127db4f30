-- Swaps nobody finished in time lapse: the duty stays with its owner, who is told. Done by the clock.
create or replace function duty.swap_expire() returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_swap swap;
    v_count integer := 0;
begin
    for v_swap in
        select * from swap where center_id = current_center() and state in ('asked', 'taken')
            and expires_at <= duty.now()
        order by swap_id for update skip locked
    loop
        perform swap_step(v_swap, 'expired');
        v_count := v_count + 1;
    end loop;
    return v_count;
end $$;
alter function duty.swap_expire() owner to duty_guard;
grant execute on function duty.swap_expire() to duty_jobs;
