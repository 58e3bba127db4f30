-- The shift of an assignment; a row of nulls for none.
create or replace function duty.assignment_shift(p_assignment_id bigint) returns duty.shift
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift shift;
begin
    select s.* into v_shift
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where a.center_id = current_center() and a.assignment_id = p_assignment_id;
    return v_shift;
end $$;
grant execute on function duty.assignment_shift(bigint) to duty_app, duty_guard;
