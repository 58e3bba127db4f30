-- Stores a rule with its days; returns its number. p_old: the rule it takes the place of, which
-- stays as it was up to the day the new one begins on.
create or replace function duty.demand_rule_store(
    p_old duty.demand_rule, p_new duty.demand_rule, p_days jsonb) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id bigint;
    v_from constant date := lower(p_new.valid);
    v_today constant date := (select today(zone) from center where center_id = p_new.center_id);
begin
    if p_old.rule_id is not null and demand_rule_used(p_old) and v_from <= v_today then
        perform fail('error.demand.past', p_field => 'from', p_value => v_from::text,
            p_args => jsonb_build_object('today', v_today));
    end if;
    if p_old.rule_id is not null and lower(p_old.valid) >= v_from then
        delete from demand_rule where center_id = p_old.center_id and rule_id = p_old.rule_id;
    elsif p_old.rule_id is not null then
        update demand_rule set valid = daterange(lower(valid), least(upper(valid), v_from))
            where center_id = p_old.center_id and rule_id = p_old.rule_id;
    end if;
    insert into demand_rule (center_id, post_id, role, day_types, starts, ends, needed, skills,
            points, priority, valid, rrule, dtstart, dates_until, per_cases)
        values (p_new.center_id, p_new.post_id, p_new.role, p_new.day_types, p_new.starts,
            p_new.ends, p_new.needed, p_new.skills, p_new.points, p_new.priority, p_new.valid,
            p_new.rrule, p_new.dtstart, p_new.dates_until, p_new.per_cases)
        returning rule_id into v_id;
    insert into demand_date (center_id, rule_id, day)
        select p_new.center_id, v_id, d::date from jsonb_array_elements_text(p_days -> 'dates') d;
    return v_id;
end $$;
grant execute on function duty.demand_rule_store(duty.demand_rule, duty.demand_rule, jsonb)
    to duty_app;
