-- The court a list's writing means: its name or a writing remembered.
create or replace function duty.court_find(p_text text) returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select org_at(org_id, (select duty.today(zone) from center
            where center_id = current_center())) from (
            select o.org_id, o.name::text as said from org_unit o
                where o.center_id = current_center() and o.kind = 'court'
            union all
            select a.org_id, a.alias from org_alias a where a.center_id = current_center()) names
        where name_key(said) = name_key(p_text)
        order by org_id limit 1);
end $$;
grant execute on function duty.court_find(text) to duty_app;
