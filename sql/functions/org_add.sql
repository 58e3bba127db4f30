-- Stores an organisation under the next free code of its kind; returns its number. Two of one name
-- at the same time are refused: nobody could tell them apart.
create or replace function duty.org_add(p_org duty.org_unit) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id bigint;
begin
    if exists (select from org_unit where center_id = p_org.center_id and name = p_org.name
            and valid && p_org.valid) then
        perform fail('error.org.name_taken', 'DU409', 'name', p_org.name);
    end if;
    insert into org_unit (center_id, kind, parent_id, code, name, place_id, area_id, phone, email,
            valid)
        select p_org.center_id, p_org.kind, p_org.parent_id,
            replace(p_org.kind, '_', '-') || '-' || (count(*) + 1), p_org.name, p_org.place_id,
            p_org.area_id, p_org.phone, p_org.email, p_org.valid
        from org_unit where center_id = p_org.center_id
        returning org_id into v_id;
    return v_id;
end $$;
grant execute on function duty.org_add(duty.org_unit) to duty_app;
