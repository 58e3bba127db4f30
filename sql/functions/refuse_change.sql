-- Trigger: what is evidence is never changed and never removed.
create or replace function duty.refuse_change() returns trigger
language plpgsql as $$
begin
    perform duty.fail('constraint.immutable', 'DU409', p_value => tg_table_name);
    return null;
end $$;
create or replace trigger immutable before update or delete on duty.audit
    for each row execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.roster_version
    for each row execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.hearing_change
    for each row execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.hearing_change
    for each statement execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.ledger_entry
    for each row execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.audit
    for each statement execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.roster_version
    for each statement execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.ledger_entry
    for each statement execute function duty.refuse_change();
create or replace trigger immutable before delete on duty.swap
    for each row execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.swap_step
    for each row execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.handover
    for each row execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.list
    for each row execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.list
    for each statement execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.list_receipt
    for each row execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.list_receipt
    for each statement execute function duty.refuse_change();
create or replace trigger immutable before delete on duty.org_unit
    for each row execute function duty.refuse_change();
create or replace trigger immutable before update or delete on duty.org_succession
    for each row execute function duty.refuse_change();
create or replace trigger immutable before delete on duty.assignment_decision
    for each row execute function duty.refuse_change();
create or replace trigger no_truncate before truncate on duty.assignment_decision
    for each statement execute function duty.refuse_change();
grant execute on function duty.refuse_change() to duty_app;
