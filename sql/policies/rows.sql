-- Row-level security. Every table with a tenant key has it, forced, so that not even the owner of
-- the table goes round it. The Centre itself is readable by all: the log-in form lists the Centres.
--
-- duty_app sees its own Centre (app.center_id, set by identify). On top, two restrictive rules:
-- a clerk has only the hearings and cases of the own court, and the police have nothing of hearings,
-- rosters' making, points and messages. What a provider may see of a hearing (the subject) is a
-- matter of columns and lives in the functions.
-- duty_jobs, duty_guard and duty_ops see all Centres, in the few tables granted to them.
-- duty_owner sees all: it logs in only for migrations and for seeding.
do $$
declare
    v_table name;
    v_hidden constant name[] := array['legal_case', 'hearing', 'hearing_change', 'appearance',
        'import_batch', 'import_row', 'notice', 'notice_attempt', 'receipt', 'captured', 'audit', 'audit_head',
        'draft_assignment', 'commitment', 'ledger_entry', 'absence', 'preference', 'credential',
        'feed_token'];
begin
    for v_table in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'duty'::regnamespace and c.relkind in ('r', 'p')
            and a.attname = 'center_id' and c.relname <> 'center'
    loop
        execute format('alter table duty.%I enable row level security', v_table);
        execute format('alter table duty.%I force row level security', v_table);
        execute format('drop policy if exists tenant on duty.%I', v_table);
        execute format('create policy tenant on duty.%I for all to duty_app
            using (center_id = (select duty.current_center()))
            with check (center_id = (select duty.current_center()))', v_table);
        execute format('drop policy if exists every_center on duty.%I', v_table);
        execute format('create policy every_center on duty.%I for all
            to duty_jobs, duty_guard, duty_owner using (true) with check (true)', v_table);
        execute format('drop policy if exists every_center_read on duty.%I', v_table);
        execute format('create policy every_center_read on duty.%I for select
            to duty_ops using (true)', v_table);
        execute format('drop policy if exists not_police on duty.%I', v_table);
        if v_table = any (v_hidden) then
            execute format('create policy not_police on duty.%I as restrictive for all to duty_app
                using ((select duty.current_actor()) <> ''police'')', v_table);
        end if;
    end loop;
end $$;

-- A clerk's own court. The subselects run once per statement, and only for clerks.
drop policy if exists own_court on duty.legal_case;
create policy own_court on duty.legal_case as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk' or court_id = (select duty.current_org()));
drop policy if exists own_court on duty.hearing;
create policy own_court on duty.hearing as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk'
        or case_id in (select case_id from duty.legal_case));
drop policy if exists own_court on duty.import_batch;
create policy own_court on duty.import_batch as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk' or court_id = (select duty.current_org()));
drop policy if exists own_court on duty.import_row;
create policy own_court on duty.import_row as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk'
        or batch_id in (select batch_id from duty.import_batch));
