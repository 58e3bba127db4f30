-- Trigger: what is evidence is never changed and never removed.
create or replace function duty.refuse_change() returns trigger
language plpgsql as $$
begin
    perform duty.fail('constraint.immutable', 'DU409', p_value => tg_table_name);
    return null;
end $$;
grant execute on function duty.refuse_change() to duty_app;

-- Evidence itself, and, only against being removed, what has a life but leaves a record of it.
do $$
declare
    v_table name;
    v_what text;
begin
    for v_table, v_what in
        select unnest('{audit,roster_version,hearing_change,ledger_entry,swap_step,handover,list,
            list_receipt,org_succession,proof,incoming}'::name[]), 'update or delete'
        union all
        select unnest('{swap,org_unit,assignment_decision}'::name[]), 'delete'
    loop
        execute format('create or replace trigger immutable before %s on duty.%I
            for each row execute function duty.refuse_change()', v_what, v_table);
        execute format('create or replace trigger no_truncate before truncate on duty.%I
            for each statement execute function duty.refuse_change()', v_table);
    end loop;
end $$;
