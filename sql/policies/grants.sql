-- Who may touch which table. Rows are policies.sql's matter; functions grant in their own files.
revoke all on all tables in schema duty from duty_app, duty_jobs, duty_ops, duty_guard;

-- Reference tables: no tenant, no policy, everybody reads.
grant select on duty.clock, duty.permission, duty.rule, duty.act_word, duty.calendar_day, duty.province,
    duty.notice_template, duty.notice_kind, duty.notice_default, duty.notice_word,
    duty.notice_sample, duty.feed_client, duty.phone_range, duty.center
    to duty_app, duty_jobs, duty_guard, duty_ops;

-- The daemon's pages. No password hash, no write to evidence.
grant select on duty.place, duty.travel, duty.area, duty.org_unit, duty.org_succession,
    duty.org_alias, duty.person, duty.contact, duty.provider, duty.credential, duty.provider_skill,
    duty.area_charge, duty.preference, duty.provider_conflict, duty.feed_token, duty.duty_post,
    duty.demand_rule, duty.roster, duty.shift, duty.draft_assignment, duty.assignment,
    duty.commitment, duty.roster_version, duty.ledger_entry, duty.legal_case, duty.hearing,
    duty.hearing_change, duty.appearance, duty.import_batch, duty.import_row, duty.notice,
    duty.notice_attempt, duty.receipt, duty.captured, duty.audit, duty.audit_head to duty_app;
grant select (center_id, account_id, person_id, login, role, org_id, locked_at)
    on duty.account to duty_app;
grant select (center_id, session_hash), delete on duty.session to duty_app;
-- Why somebody is away is read through absence_reasons() alone.
grant select (center_id, absence_id, provider_id, during, state, asked_at, asked_by, decided_at,
    decided_by) on duty.absence to duty_app;
grant insert on duty.person, duty.contact, duty.provider, duty.credential, duty.provider_skill,
    duty.area_charge, duty.absence, duty.preference, duty.provider_conflict to duty_app;
grant update on duty.person, duty.contact, duty.provider, duty.credential, duty.area_charge,
    duty.absence, duty.preference, duty.provider_conflict to duty_app;
grant delete on duty.provider_skill, duty.preference to duty_app;
-- Demand and the Centre's calendar. Only what was never used is deleted.
grant select on duty.center_day, duty.demand_date to duty_app;
grant insert, update, delete on duty.center_day, duty.demand_rule to duty_app;
grant insert, delete on duty.demand_date to duty_app;
grant insert, update on duty.duty_post to duty_app;
grant select, insert, update (version, changed_at, touched_by) on duty.feed to duty_app;
grant select, update (version, changed_at, touched_by) on duty.feed to duty_guard, duty_jobs;
grant insert on duty.feed_token, duty.roster, duty.shift, duty.draft_assignment, duty.assignment,
    duty.commitment, duty.roster_version, duty.ledger_entry, duty.legal_case, duty.hearing,
    duty.hearing_change, duty.appearance, duty.import_batch, duty.import_row, duty.notice to duty_app;
grant update on duty.roster, duty.shift, duty.draft_assignment, duty.assignment, duty.legal_case,
    duty.hearing, duty.appearance, duty.import_batch, duty.import_row to duty_app;
grant update (revoked_at, closed_reason) on duty.feed_token to duty_app;
grant update (state, ended_at) on duty.notice to duty_app;
-- A step of a draft is on record: only whether it is done changes.
grant select, insert, update (state) on duty.draft_step to duty_app;
grant select, insert, update, delete on duty.draft_proposal to duty_app;
grant delete on duty.shift, duty.draft_assignment, duty.commitment to duty_app;
grant select, insert, update on duty.provider_share, duty.duty_call to duty_app;
grant select on duty.ledger_month to duty_app;
grant usage on sequence duty.hearing_hearing_id_seq, duty.assignment_assignment_id_seq to duty_app;

-- Swaps and hand-overs; how a swap went and how a duty was split stays as it was.
grant select, insert on duty.swap, duty.swap_step, duty.handover to duty_app;
grant update on duty.swap to duty_app;
grant insert on duty.org_unit, duty.org_succession to duty_app;
grant update on duty.org_unit to duty_app;
grant select on duty.org_unit, duty.org_succession to duty_guard;
grant select on duty.org_succession to duty_jobs;

-- Cases: who takes part is removed without a trace, a decision stays and only its papers are mended.
grant select, insert on duty.party, duty.case_officer, duty.assignment_decision to duty_app;
grant update on duty.party to duty_app;
grant update (number, signed_on, signed_by) on duty.assignment_decision to duty_app;
grant delete on duty.party, duty.case_officer to duty_app;
grant select on duty.late_hearing to duty_app;
grant select on duty.party, duty.case_officer, duty.assignment_decision, duty.travel,
    duty.area_charge, duty.provider_skill, duty.roster, duty.hearing_point to duty_guard;
grant select, insert, update, delete on duty.late_hearing to duty_guard;

-- Lists to courts and police bodies: evidence, so never changed. A link is made and read by the sender
-- and by whoever opens it, and by nobody else.
grant select, insert on duty.list, duty.list_receipt to duty_app;
grant select on duty.list, duty.roster to duty_jobs;
grant select, insert on duty.list_link, duty.list_receipt to duty_jobs;

-- The outbox and the feeds.
grant select on duty.person, duty.contact, duty.provider, duty.assignment, duty.shift,
    duty.duty_post, duty.org_unit, duty.place, duty.hearing, duty.appearance, duty.feed_token,
    duty.notice, duty.notice_attempt, duty.receipt, duty.captured to duty_jobs;
grant select (center_id, case_id, code, court_id) on duty.legal_case to duty_jobs;
grant insert on duty.notice_attempt, duty.receipt, duty.captured, duty.notice to duty_jobs;
grant select, insert, update on duty.daily_job to duty_jobs;
grant update on duty.notice, duty.notice_attempt to duty_jobs;
grant select, insert, update on duty.gateway_state to duty_jobs;
grant select on duty.gateway_state to duty_app, duty_ops;
grant update (last_fetch_at, last_client, warned_at) on duty.feed_token to duty_jobs;
grant select, update (warned_at, revoked_at, closed_reason) on duty.feed_token to duty_guard;
grant select, update on duty.swap to duty_guard;
grant select, insert on duty.swap_step to duty_guard;
grant select on duty.place to duty_guard;

-- SECURITY DEFINER functions: signing in, the audit chain, and clashes over courts.
grant select on duty.account, duty.person, duty.provider to duty_guard;
grant insert, update (locked_at) on duty.account to duty_guard;
grant select on duty.contact, duty.notice, duty.credential to duty_guard;
grant insert on duty.notice to duty_guard;
grant select, insert, update on duty.daily_job to duty_guard;
grant select, insert, update, delete on duty.session to duty_guard;
grant select, insert on duty.audit to duty_guard;
grant select, insert, update on duty.audit_head to duty_guard;
grant select, insert, update on duty.audit_check to duty_guard;
grant select on duty.audit_check to duty_app, duty_ops;
grant select on duty.hearing, duty.absence, duty.provider_conflict, duty.duty_post, duty.center_day
    to duty_guard;
grant select (center_id, case_id, court_id, provider_id, earlier_id) on duty.legal_case to duty_guard;
grant select, update on duty.appearance to duty_guard;
grant select, insert on duty.commitment to duty_guard;
grant select on duty.center, duty.rule, duty.ledger_entry, duty.provider_share, duty.credential,
    duty.assignment, duty.shift,
    duty.absence to duty_guard;
grant select, insert, update on duty.ledger_month to duty_guard;

-- Calendar addresses: pages write the address and never read it, the poller reads it.
grant select (center_id, source_id, org_id, shown, changed_at, account_id, ended_at, next_at, lease,
    lease_until, lease_pid, etag, last_modified, whole_at, tried_at, answer, status, reason, good_at,
    brought, brought_at, batch_id, failures, failing_since), insert, update
    on duty.calendar_source to duty_app;
grant select, update on duty.calendar_source to duty_jobs;
grant select (center_id, source_id, org_id, shown, lease) on duty.calendar_source to duty_guard;

-- People's own calendars: pages write the address and never read it. When somebody is busy, only the
-- poller writes.
grant select (center_id, busy_id, provider_id, slot, shown, created_at, next_at, lease, lease_until,
    tried_at, answer, status, reason, good_at, unread, failures, failing_since), insert, delete
    on duty.busy_source to duty_app;
grant select on duty.busy_time to duty_app, duty_guard;
grant select, update on duty.busy_source to duty_jobs;
grant select, insert, delete on duty.busy_time to duty_jobs;

-- The operator's eyes: how the service does, nothing about cases or people.
grant select on duty.roster, duty.roster_version, duty.shift, duty.assignment, duty.import_batch,
    duty.audit, duty.audit_head, duty.receipt to duty_ops;
grant select (center_id, notice_id, channel, language, template, policy, priority, state, due_at,
    deadline, attempts, lease_until, sent_at, ended_at, created_at) on duty.notice to duty_ops;
grant select (center_id, notice_id, n, gateway, started_at, ended_at, outcome, code)
    on duty.notice_attempt to duty_ops;

-- Keys and codes: the hashes are for identify() and the door alone.
grant select (center_id, key_id, org_id, name, prefix, created_at, created_by, expires_at,
    last_used_at, revoked_at, revoked_by), update (revoked_at, revoked_by) on duty.api_key to duty_app;
grant select (center_id, code_id, org_id, name, prefix, created_at, created_by, expires_at,
    last_used_at, wrong, closed_until, revoked_at, revoked_by), update (revoked_at, revoked_by)
    on duty.court_code to duty_app;
grant insert on duty.api_key, duty.court_code to duty_app;
grant select, insert, delete on duty.api_answer to duty_app;
grant select, delete on duty.api_answer to duty_jobs;
grant select, update on duty.api_key, duty.court_code to duty_guard;
grant select on duty.org_unit to duty_guard;

-- Hearings' points, confirmations and sealed credentials. Only the daemon can open what is sealed.
grant select, insert, delete on duty.hearing_point to duty_app;
grant select, insert, update (ended_at, means, account_id) on duty.hearing_confirm to duty_app;
grant select, insert, update, delete on duty.hearing_secret to duty_app;
grant select, insert, update on duty.hearing_confirm to duty_guard;
grant select on duty.hearing_change, duty.notice_attempt to duty_guard;
grant update (state, ended_at, params) on duty.notice to duty_guard;
grant select, delete on duty.hearing_secret to duty_guard;
grant select (code) on duty.legal_case to duty_guard;
grant select on duty.hearing_point to duty_jobs;

-- Lists coming in: doors, where hearings came from, what waits for a person.
grant select on duty.intake_door to duty_app;
grant select, insert, update, delete on duty.hearing_origin, duty.import_document to duty_app;
grant select, insert, update on duty.hearing_conflict, duty.court_unknown, duty.import_mapping to duty_app;
grant insert on duty.org_alias to duty_app;
grant delete on duty.import_row, duty.import_batch to duty_app;
grant select, insert, delete on duty.import_waiting to duty_app;

-- Invitations: written by the functions that run as duty_guard, whoever made the change.
grant select on duty.invite, duty.invite_answer to duty_app, duty_jobs;
grant select, insert, update on duty.invite to duty_guard;
grant select, insert on duty.invite_answer to duty_guard;
grant update (takes_invitations) on duty.person to duty_guard;

-- Addresses nothing is sent to: written by suppress, ended by a coordinator.
grant select on duty.suppression to duty_app, duty_jobs;
grant update (ended_at, ended_by) on duty.suppression to duty_app;
grant select, insert on duty.suppression to duty_guard;

-- Who is told how, the Centre's own texts, and reminders. Nothing here is rewritten: rows end, and what
-- began today may go again.
grant select on duty.notice_policy, duty.quiet_hours, duty.notice_choice, duty.template_version,
    duty.template_registered to duty_app, duty_guard;
grant select on duty.template_version, duty.template_registered to duty_jobs;
grant insert, update (valid), delete on duty.notice_policy, duty.quiet_hours, duty.template_registered
    to duty_app;
grant insert on duty.template_version to duty_app;
grant insert, update on duty.notice_choice to duty_app, duty_guard;
grant select on duty.reminder to duty_app;
grant select, insert, update (state, reason, ended_at) on duty.reminder to duty_guard;

-- Proof of notice: tasks, links in messages, what comes in, the chain, codes that check an address.
grant select, insert, update on duty.task to duty_app, duty_guard;
grant select, insert, update on duty.task to duty_jobs;
grant select (center_id, notice_id, purpose, created_at, expires_at, opened_at, client, used_at, used_for)
    on duty.link to duty_app;
grant select, insert on duty.link to duty_jobs;
grant select, update, delete on duty.link to duty_guard;
grant select on duty.incoming, duty.proof, duty.proof_head to duty_app, duty_ops;
grant select, insert on duty.incoming, duty.proof to duty_guard;
grant select, insert, update on duty.proof_head to duty_guard;
grant select on duty.reply_word, duty.receipt to duty_guard;
grant update (proof_seq) on duty.notice_attempt, duty.receipt to duty_guard;
grant update (verified_at, verified_by) on duty.contact to duty_guard;
grant update (shown_at) on duty.person to duty_guard;
grant select on duty.hearing_confirm to duty_jobs;
grant select (center_id, code_id, contact_id, asked_at, expires_at, tries, ended_at)
    on duty.contact_code to duty_app;
grant select, insert, update, delete on duty.contact_code to duty_guard;
grant select, update on duty.contact_code to duty_jobs;

-- Gateways: access tokens and early reports are the daemons' alone.
grant select, insert, update on duty.gateway_access to duty_jobs;
grant select, insert, delete on duty.gateway_receipt to duty_jobs;
