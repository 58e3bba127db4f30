-- Whether duties this rule asked for are published or over: from then on it is ended, not deleted.
create or replace function duty.demand_rule_used(p_rule duty.demand_rule) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select exists (
        select from shift s
        join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
        where s.center_id = p_rule.center_id and s.post_id = p_rule.post_id
            and s.role = p_rule.role and p_rule.valid @> s.duty_day
            and s.starts::time = p_rule.starts and s.ends::time = p_rule.ends
            and (r.version > 0 or upper(s.during) <= duty.now()))
$$;
grant execute on function duty.demand_rule_used(duty.demand_rule) to duty_app;
