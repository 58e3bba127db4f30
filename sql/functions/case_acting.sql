-- The decisions in force of a case: those no other replaces. Inlined into the queries that use it.
create or replace function duty.case_acting(p_case bigint) returns setof duty.assignment_decision
language sql stable as $$
    select d.* from duty.assignment_decision d
    where d.center_id = duty.current_center() and d.case_id = p_case
        and not exists (select from duty.assignment_decision n
            where n.center_id = d.center_id and n.replaces = d.decision_id)
$$;
grant execute on function duty.case_acting(bigint) to duty_app, duty_guard;
