-- The rule of that number, locked for a change; not found is an error.
create or replace function duty.demand_rule_open(p_rule_id bigint) returns duty.demand_rule
language plpgsql set search_path = duty, pg_temp as $$
declare
    v demand_rule;
begin
    select * into v from demand_rule
        where center_id = current_center() and rule_id = p_rule_id for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return v;
end $$;
grant execute on function duty.demand_rule_open(bigint) to duty_app;
