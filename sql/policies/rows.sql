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
    v_hidden constant name[] := array['calendar_source', 'legal_case', 'hearing', 'hearing_change', 'appearance',
        'hearing_point', 'hearing_confirm', 'hearing_secret', 'invite', 'invite_answer',
        'hearing_origin', 'hearing_conflict', 'court_unknown', 'import_mapping', 'import_document',
        'import_batch', 'import_row', 'import_waiting',
        'notice', 'notice_attempt', 'receipt', 'captured', 'suppression',
        'task', 'link', 'incoming', 'proof', 'proof_head', 'audit', 'audit_head',
        'draft_assignment', 'draft_step', 'draft_proposal',
        'commitment', 'ledger_entry', 'absence', 'preference', 'credential',
        'provider_conflict', 'party', 'case_officer', 'assignment_decision', 'late_hearing',
        'provider_share', 'duty_call', 'ledger_month', 'swap', 'swap_step', 'roster_version'];
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

-- A clerk's own court. The subselects run for clerks only; a hearing's case is looked up by number, for
-- a court has many.
do $$
declare
    v_table name;
    v_own text;
begin
    for v_table, v_own in values
            ('legal_case', 'court_id in (select duty.current_orgs())'),
            ('hearing', 'exists (select from duty.legal_case l where l.center_id = hearing.center_id
                and l.case_id = hearing.case_id)'),
            ('import_batch', 'court_id in (select duty.current_orgs())'),
            ('import_row', 'batch_id in (select batch_id from duty.import_batch)'),
            ('import_waiting', 'batch_id in (select batch_id from duty.import_batch)'),
            ('import_document', 'batch_id in (select batch_id from duty.import_batch)'),
            ('import_mapping', 'court_id in (select duty.current_orgs())'),
            ('hearing_origin', 'hearing_id in (select hearing_id from duty.hearing)'),
            ('hearing_conflict', 'hearing_id in (select hearing_id from duty.hearing)') loop
        execute format('drop policy if exists own_court on duty.%I', v_table);
        execute format('create policy own_court on duty.%I as restrictive for all to duty_app
            using ((select duty.current_actor()) <> ''clerk'' or %s)', v_table, v_own);
    end loop;
end $$;

-- A provider's own hearings and cases, and nobody's else.
drop policy if exists own_case on duty.legal_case;
create policy own_case on duty.legal_case as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'provider' or case_id in (select duty.own_cases()));
drop policy if exists own_hearing on duty.hearing;
create policy own_hearing on duty.hearing as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'provider' or hearing_id in (select duty.own_hearings()));

-- What is kept of a hearing: with the hearing.
do $$
declare
    v_table name;
begin
    foreach v_table in array array['hearing_change', 'late_hearing', 'hearing_point',
            'hearing_confirm'] loop
        execute format('drop policy if exists own_hearing on duty.%I', v_table);
        execute format('create policy own_hearing on duty.%1$I as restrictive for all to duty_app
            using ((select duty.current_actor()) not in (''clerk'', ''provider'')
                or exists (select from duty.hearing h where h.center_id = %1$I.center_id
                    and h.hearing_id = %1$I.hearing_id))', v_table);
    end loop;
end $$;

-- Who appears, whose time is taken, and who was told of what: a clerk only of the own court's hearings.
-- Looked up by number: these are read at every change of a hearing.
drop policy if exists own_court on duty.appearance;
create policy own_court on duty.appearance as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk' or exists (select from duty.hearing h
        where h.center_id = appearance.center_id and h.hearing_id = appearance.hearing_id));
drop policy if exists own_court on duty.commitment;
create policy own_court on duty.commitment as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk' or kind = 'hearing' and exists (
        select from duty.hearing h
        where h.center_id = commitment.center_id and h.hearing_id = commitment.ref_id));
drop policy if exists own_court on duty.notice;
create policy own_court on duty.notice as restrictive for select to duty_app
    using (case when (select duty.current_actor()) <> 'clerk' then true
        when org_id is not null then org_id in (select duty.current_orgs())
        when dedupe_key ~ '^hearing:\d+:' then exists (select from duty.hearing h
            where h.center_id = notice.center_id
                and h.hearing_id = split_part(notice.dedupe_key, ':', 2)::bigint)
        else false end);
do $$
declare
    v_table name;
begin
    foreach v_table in array array['notice_attempt', 'receipt'] loop
        execute format('drop policy if exists own_court on duty.%I', v_table);
        execute format('create policy own_court on duty.%1$I as restrictive for select to duty_app
            using ((select duty.current_actor()) <> ''clerk'' or exists (select from duty.notice n
                where n.center_id = %1$I.center_id and n.notice_id = %1$I.notice_id))', v_table);
    end loop;
end $$;
drop policy if exists not_clerk on duty.captured;
create policy not_clerk on duty.captured as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'clerk');

-- Who takes part in a case, and calendar addresses: coordinator, director and administrator. A case's
-- decisions also those they concern: the provider and the court.
do $$
declare
    v_table name;
begin
    foreach v_table in array array['party', 'case_officer', 'calendar_source'] loop
        execute format('drop policy if exists leaders on duty.%I', v_table);
        execute format('create policy leaders on duty.%I as restrictive for all to duty_app
            using ((select duty.current_actor()) in (''coordinator'', ''director'', ''administrator''))',
            v_table);
    end loop;
end $$;
drop policy if exists own_decision on duty.assignment_decision;
create policy own_decision on duty.assignment_decision as restrictive for all to duty_app
    using (case (select duty.current_actor())
        when 'provider' then provider_id = (select duty.current_provider())
        when 'clerk' then case_id in (select case_id from duty.legal_case) else true end);

-- A provider sees who is away, and writes the own absences and wishes only: of an absence no more than
-- that it is asked for or withdrawn.
do $$
declare
    v_table name;
    v_what text;
    v_own constant text := '((select duty.current_actor()) <> ''provider''
        or provider_id = (select duty.current_provider())%s)';
    v_is text;
    v_becomes text;
begin
    foreach v_table in array array['absence', 'preference'] loop
        v_is := format(v_own, case v_table when 'absence' then ' and state = ''asked''' end);
        v_becomes := format(v_own,
            case v_table when 'absence' then ' and state in (''asked'', ''withdrawn'')' end);
        foreach v_what in array array['insert', 'update', 'delete'] loop
            execute format('drop policy if exists own_%s on duty.%I', v_what, v_table);
            execute format('create policy own_%1$s on duty.%2$I as restrictive for %1$s to duty_app',
                v_what, v_table) || case when v_what <> 'insert' then ' using ' || v_is else '' end
                || case when v_what <> 'delete' then ' with check ' || v_becomes else '' end;
        end loop;
    end loop;
end $$;

drop policy if exists own_select on duty.preference;
create policy own_select on duty.preference as restrictive for select to duty_app
    using ((select duty.current_actor()) <> 'provider'
        or provider_id = (select duty.current_provider()));

-- Conflicts of interest: those who plan. Everybody else learns only that somebody is not eligible.
drop policy if exists planners on duty.provider_conflict;
create policy planners on duty.provider_conflict as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'administrator'));

-- An account is for those who lead and for its owner, who knows of the others only what ledger_own()
-- adds up.
drop policy if exists own_points on duty.ledger_entry;
create policy own_points on duty.ledger_entry as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'director', 'administrator')
        or provider_id = (select duty.current_provider()));
drop policy if exists own_points on duty.ledger_month;
create policy own_points on duty.ledger_month as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'director', 'administrator')
        or provider_id = (select duty.current_provider()));
drop policy if exists own_calls on duty.duty_call;
create policy own_calls on duty.duty_call as restrictive for all to duty_app
    using ((select duty.current_actor()) <> 'provider'
        or assignment_id in (select assignment_id from duty.assignment
            where provider_id = (select duty.current_provider())));
drop policy if exists own_share on duty.provider_share;
create policy own_share on duty.provider_share as restrictive for all to duty_app
    using ((select duty.current_actor()) not in ('provider', 'clerk')
        or provider_id = (select duty.current_provider()));

-- Calendar addresses: a person's are the owner's alone, a court's or police body's its own accounts',
-- and those of posts, bodies and the Centre also those's who plan.
drop policy if exists own_address on duty.feed_token;
create policy own_address on duty.feed_token as restrictive for all to duty_app
    using (feed_id in (select f.feed_id from duty.feed f
        where case (select duty.current_actor())
            when 'provider' then f.provider_id = (select duty.current_provider())
            when 'clerk' then f.org_id in (select duty.current_orgs())
            when 'police' then f.org_id in (select duty.current_orgs())
            else f.kind <> 'provider' or f.provider_id = (select duty.current_provider()) end));

-- Own calendars: their owner's alone; of when somebody is busy those who plan know as well.
drop policy if exists own_busy on duty.busy_source;
create policy own_busy on duty.busy_source as restrictive for all to duty_app
    using (provider_id = (select duty.current_provider()));
drop policy if exists own_busy on duty.busy_time;
create policy own_busy on duty.busy_time as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'director', 'administrator')
        or provider_id = (select duty.current_provider()));

-- The list of the own court or police body.
drop policy if exists own_body on duty.list;
create policy own_body on duty.list as restrictive for all to duty_app
    using ((select duty.current_actor()) not in ('clerk', 'police')
        or org_id = (select duty.current_org()));
drop policy if exists own_body on duty.list_receipt;
create policy own_body on duty.list_receipt as restrictive for all to duty_app
    using ((select duty.current_actor()) not in ('clerk', 'police')
        or list_id in (select list_id from duty.list));

-- Keys and codes: those who plan see them. A key and a code see themselves.
drop policy if exists own_key on duty.api_key;
create policy own_key on duty.api_key as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'director', 'administrator')
        or key_id = ((select duty.current_token()) ->> 'key')::bigint);
drop policy if exists own_code on duty.court_code;
create policy own_code on duty.court_code as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'director', 'administrator')
        or code_id = ((select duty.current_token()) ->> 'code')::bigint);
drop policy if exists own_answer on duty.api_answer;
create policy own_answer on duty.api_answer as restrictive for all to duty_app
    using (key_id = ((select duty.current_token()) ->> 'key')::bigint);

-- How to enter an online hearing: whoever appears, the court's clerks, and those who plan.
drop policy if exists entitled on duty.hearing_secret;
create policy entitled on duty.hearing_secret as restrictive for all to duty_app
    using (case (select duty.current_actor())
        when 'provider' then hearing_id in (select a.hearing_id from duty.appearance a
            where a.provider_id = (select duty.current_provider()) and a.state <> 'released')
        when 'clerk' then hearing_id in (select h.hearing_id from duty.hearing h)
        else (select duty.current_actor()) in ('coordinator', 'administrator') end);

-- Who answered an invitation: those who plan, and of the own ones whoever was asked.
drop policy if exists own_invite on duty.invite;
create policy own_invite on duty.invite as restrictive for all to duty_app
    using ((select duty.current_actor()) in ('coordinator', 'director', 'administrator')
        or provider_id = (select duty.current_provider()));
drop policy if exists own_invite on duty.invite_answer;
create policy own_invite on duty.invite_answer as restrictive for all to duty_app
    using (invite_id in (select invite_id from duty.invite));

-- What came in, links, and the coordinators' tasks: those who plan.
do $$
declare
    v_table name;
begin
    foreach v_table in array '{task,link,incoming}'::name[] loop
        execute format('drop policy if exists who_plans on duty.%I', v_table);
        execute format('create policy who_plans on duty.%I as restrictive for select to duty_app
            using ((select duty.current_actor()) in (''coordinator'', ''director'', ''administrator''))',
            v_table);
    end loop;
end $$;
