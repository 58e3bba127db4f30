-- An organisation to change, locked; one that has ended or will end has nothing left to change.
create or replace function duty.org_open(p_org_id text) returns duty.org_unit
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_org org_unit;
begin
    perform write_lock();
    select * into v_org from org_unit where center_id = current_center()
        and org_id = arg_int('org_id', p_org_id, true) for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    if upper(v_org.valid) is not null then
        perform fail('error.org.ended', 'DU409', p_value => v_org.name);
    end if;
    return v_org;
end $$;
grant execute on function duty.org_open(text) to duty_app;
