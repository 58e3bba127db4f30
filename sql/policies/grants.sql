-- Who may touch which table. Rows are policies.sql's matter; functions grant in their own files.
revoke all on all tables in schema duty from duty_app, duty_jobs, duty_ops, duty_guard;

-- Reference tables: no tenant, no policy, everybody reads.
grant select on duty.clock, duty.permission, duty.rule, duty.calendar_day, duty.province,
    duty.notice_template, duty.center to duty_app, duty_jobs, duty_guard, duty_ops;

-- The daemon's pages. No password hash, no write to evidence.
grant select on duty.place, duty.travel, duty.area, duty.org_unit, duty.org_succession,
    duty.org_alias, duty.person, duty.contact, duty.provider, duty.credential, duty.provider_skill,
    duty.area_charge, duty.absence, duty.preference, duty.feed_token, duty.duty_post,
    duty.demand_rule, duty.roster, duty.shift, duty.draft_assignment, duty.assignment,
    duty.commitment, duty.roster_version, duty.ledger_entry, duty.legal_case, duty.hearing,
    duty.hearing_change, duty.appearance, duty.import_batch, duty.import_row, duty.notice,
    duty.notice_attempt, duty.receipt, duty.captured, duty.audit, duty.audit_head to duty_app;
grant select (center_id, account_id, person_id, login, role, org_id, locked_at)
    on duty.account to duty_app;
grant select (center_id, session_hash), delete on duty.session to duty_app;
grant insert on duty.feed_token, duty.roster, duty.shift, duty.draft_assignment, duty.assignment,
    duty.commitment, duty.roster_version, duty.ledger_entry, duty.legal_case, duty.hearing,
    duty.hearing_change, duty.appearance, duty.import_batch, duty.import_row, duty.notice to duty_app;
grant update on duty.roster, duty.shift, duty.draft_assignment, duty.assignment, duty.legal_case,
    duty.hearing, duty.appearance, duty.import_batch, duty.import_row to duty_app;
grant update (feed_version, feed_changed_at) on duty.provider to duty_app;
grant update (revoked_at) on duty.feed_token to duty_app;
grant update (state, ended_at) on duty.notice to duty_app;
grant delete on duty.shift, duty.draft_assignment, duty.commitment, duty.ledger_entry to duty_app;
grant usage on sequence duty.hearing_hearing_id_seq, duty.assignment_assignment_id_seq to duty_app;

-- The outbox and the feeds.
grant select on duty.person, duty.contact, duty.provider, duty.assignment, duty.shift,
    duty.duty_post, duty.org_unit, duty.place, duty.hearing, duty.appearance, duty.feed_token,
    duty.notice, duty.notice_attempt, duty.receipt, duty.captured to duty_jobs;
grant select (center_id, case_id, code, court_id) on duty.legal_case to duty_jobs;
grant insert on duty.notice_attempt, duty.receipt, duty.captured to duty_jobs;
grant update on duty.notice, duty.notice_attempt to duty_jobs;
grant update (last_fetch_at, last_client) on duty.feed_token to duty_jobs;

-- SECURITY DEFINER functions: signing in, the audit chain, and clashes over courts.
grant select on duty.account, duty.person, duty.provider to duty_guard;
grant select, insert, update, delete on duty.session to duty_guard;
grant select, insert on duty.audit to duty_guard;
grant select, insert, update on duty.audit_head to duty_guard;
grant select on duty.hearing to duty_guard;
grant select, update on duty.appearance to duty_guard;
grant select, insert on duty.commitment to duty_guard;

-- The operator's eyes: how the service does, nothing about cases or people.
grant select on duty.roster, duty.roster_version, duty.shift, duty.assignment, duty.import_batch,
    duty.audit, duty.audit_head, duty.receipt to duty_ops;
grant select (center_id, notice_id, channel, language, template, policy, priority, state, due_at,
    deadline, attempts, lease_until, sent_at, ended_at, created_at) on duty.notice to duty_ops;
grant select (center_id, notice_id, n, gateway, started_at, ended_at, outcome, code)
    on duty.notice_attempt to duty_ops;
