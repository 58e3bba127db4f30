-- Mends what was mistyped of a decision's papers: number, day, signatory. Whom it names stays.
create or replace function duty.decision_mend(p duty.assignment_decision) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    update assignment_decision
        set number = p.number, signed_on = p.signed_on, signed_by = p.signed_by
        where center_id = p.center_id and case_id = p.case_id and decision_id = p.decision_id;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    perform audit_add('case.decision_mend', 'case', p.case_id::text, jsonb_build_object('decision',
        p.decision_id, 'number', p.number, 'signed_on', p.signed_on));
    return jsonb_build_object('case_id', p.case_id, 'decision_id', p.decision_id);
end $$;
grant execute on function duty.decision_mend(duty.assignment_decision) to duty_app;
