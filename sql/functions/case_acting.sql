-- The decisions in force of a case: those no other replaces.
create or replace function duty.case_acting(p_case bigint) returns setof duty.assignment_decision
language sql stable set search_path = duty, pg_temp as $$
    select d.* from assignment_decision d
    where d.center_id = current_center() and d.case_id = p_case
        and not exists (select from assignment_decision n
            where n.center_id = d.center_id and n.replaces = d.decision_id)
$$;
grant execute on function duty.case_acting(bigint) to duty_app, duty_guard;
