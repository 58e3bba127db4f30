-- Trigger: a duty that a publication takes from its owner ends the swaps that hang on it, and those
-- concerned are told.
create or replace function duty.swap_supersede() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_swap swap;
begin
    for v_swap in
        select * from swap where center_id = new.center_id
            and new.assignment_id in (assignment_id, back_id) and state in ('asked', 'taken')
    loop
        perform swap_step(v_swap, 'superseded');
    end loop;
    return null;
end $$;
create or replace trigger supersede after update of state on duty.assignment
    for each row when (old.state = 'published' and new.state = 'withdrawn')
    execute function duty.swap_supersede();
grant execute on function duty.swap_supersede() to duty_app;
