-- Trigger: who follows whom does so on the day the one ends, being of the same kind and there.
create or replace function duty.org_succession_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if not exists (select from org_unit f
            join org_unit t on t.center_id = f.center_id and t.org_id = new.to_org
                and t.kind = f.kind and t.valid @> new.at
            where f.center_id = new.center_id and f.org_id = new.from_org
                and upper(f.valid) = new.at and f.org_id <> new.to_org) then
        perform fail('constraint.org_succession', 'DU409');
    end if;
    return new;
end $$;
create or replace trigger guard before insert on duty.org_succession
    for each row execute function duty.org_succession_guard();
