-- The organisation that stood in the place of another on a day: itself while it is valid, then
-- whoever came after it, before that whoever it came from. Where several came of one (a split) or one
-- of several (a merger, looking back) it stays itself: its name is all there is.
create or replace function duty.org_at(
    p_org bigint, p_day date, p_center bigint default duty.current_center()) returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_org bigint := p_org;
    v_valid daterange;
    v_next bigint;
begin
    for i in 1..20 loop
        select valid into v_valid from org_unit where center_id = p_center and org_id = v_org;
        exit when not found or v_valid @> p_day;
        if p_day >= upper(v_valid) then
            select min(to_org) into v_next from org_succession
                where center_id = p_center and from_org = v_org having count(*) = 1;
        else
            select min(from_org) into v_next from org_succession
                where center_id = p_center and to_org = v_org having count(*) = 1;
        end if;
        exit when v_next is null;
        v_org := v_next;
    end loop;
    return v_org;
end $$;
grant execute on function duty.org_at(bigint, date, bigint) to duty_app, duty_jobs, duty_guard;
