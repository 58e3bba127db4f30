-- Whom a substitute for a shift is to replace: the one named, if they stand it; else the only one
-- there when no place is empty. Null: an empty place is to be filled.
create or replace function duty.substitutes_instead(p_shift bigint, p_instead bigint)
    returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_roster bigint;
    v_needed integer;
    v_there bigint[];
begin
    select roster_id, needed into v_roster, v_needed from shift
        where center_id = current_center() and shift_id = p_shift;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    v_there := array(select provider_id from draft_rows(v_roster) where shift_id = p_shift);
    return case when p_instead = any (v_there) then p_instead
        when cardinality(v_there) >= v_needed and cardinality(v_there) = 1 then v_there[1] end;
end $$;
grant execute on function duty.substitutes_instead(bigint, bigint) to duty_app;
