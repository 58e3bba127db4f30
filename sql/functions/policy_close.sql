-- Ends the rows of the same kind, role, severity and lead time that would reach into this one; what was
-- to begin later than it is dropped.
create or replace function duty.policy_close(p_policy duty.notice_policy) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_from constant date := lower(p_policy.valid);
begin
    delete from notice_policy o
        where o.center_id = p_policy.center_id and o.template = p_policy.template
            and o.role is not distinct from p_policy.role
            and o.severity is not distinct from p_policy.severity
            and o.lead_minutes is not distinct from p_policy.lead_minutes and lower(o.valid) >= v_from;
    update notice_policy o set valid = daterange(lower(o.valid), v_from)
        where o.center_id = p_policy.center_id and o.template = p_policy.template
            and o.role is not distinct from p_policy.role
            and o.severity is not distinct from p_policy.severity
            and o.lead_minutes is not distinct from p_policy.lead_minutes and o.valid @> v_from;
end $$;
grant execute on function duty.policy_close(duty.notice_policy) to duty_app;
