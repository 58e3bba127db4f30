-- Trigger: a decision names nobody who gives advice only, has no valid card or contract that day (Law on
-- Legal Aid 2017 art. 17-19, 24(3)), or has a conflict of interest (art. 25; Criminal Procedure Code
-- art. 72). Only where names alone say so may it go through, with the reason why it is none.
create or replace function duty.decision_guard() returns trigger
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_name text;
    v_class text;
    v_reasons constant jsonb := case_reasons(new.case_id, new.provider_id, new.party_id);
begin
    select name, class into v_name, v_class from staff() where provider_id = new.provider_id;
    if v_class = 'collaborator' or not credential_days(new.provider_id, new.center_id) @> new.signed_on
    then
        perform fail('error.case.papers', p_field => 'provider_id', p_value => v_name);
    elsif v_reasons @> '[{"by_name": false}]' then
        perform fail('error.case.not_eligible', p_field => 'provider_id', p_value => v_name);
    elsif v_reasons <> '[]' and new.no_conflict = '' then
        perform fail('error.case.by_name', p_field => 'no_conflict', p_value => v_name);
    end if;
    return null;
end $$;
alter function duty.decision_guard() owner to duty_guard;
create or replace trigger person after insert on duty.assignment_decision
    for each row execute function duty.decision_guard();
grant execute on function duty.decision_guard() to duty_app;
