-- Trigger: an organisation has had its name from its first day to its last. A new name is a new
-- organisation that follows (org_succession); what is over does not come back, and nothing is deleted.
create or replace function duty.org_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if (old.kind, old.code, old.name, lower(old.valid))
            is distinct from (new.kind, new.code, new.name, lower(new.valid))
            or upper(old.valid) is not null and upper(old.valid) is distinct from upper(new.valid) then
        perform fail('constraint.org_dated', 'DU409', p_value => old.name);
    end if;
    return new;
end $$;
create or replace trigger guard before update on duty.org_unit
    for each row execute function duty.org_guard();
