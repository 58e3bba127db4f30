-- The outbox grows up: why a notice waits, several to one person in one message, gateways that rest,
-- and answers that are waited for before anybody sends again.

-- They take more now.
drop function if exists duty.notice_claim(integer, integer), duty.notice_reclaim(),
    duty.notice_add(bigint, text, text, text, jsonb, timestamptz, integer);

-- queued: ready to leave. held: not yet, for a reason, until due_at.
alter table duty.notice
    drop constraint notice_policy_check,
    -- When nobody knows whether it left. query: wait for an answer, then ask a person.
    add constraint notice_policy_check check (policy in ('twice', 'never', 'query')),
    -- Why it waits, or why it ended without having been sent: later (its hour has not come), retry,
    -- quiet (hours at which nobody is written to), throttle (the person got enough this hour), bundle
    -- (others to the same person follow), gateway (none takes it), late (nobody sent it in time),
    -- suppressed (the address takes nothing).
    add column reason text check (reason in ('later', 'retry', 'quiet', 'throttle', 'bundle', 'gateway',
        'late', 'suppressed')),
    add column bundle boolean not null default false, -- may leave together with others to the same person
    add column gateway text,                          -- which has it, or may have it
    add column given_back integer not null default 0, -- attempts that were claimed and not begun
    add column answer_until timestamptz,              -- of an unknown one: how long an answer is waited for
    add constraint notice_given_back check (given_back between 0 and attempts),
    add constraint notice_answer check (answer_until is null or state = 'unknown');
update duty.notice set reason = 'later' where state = 'held';
update duty.notice set reason = 'late' where state = 'expired';
alter table duty.notice
    add constraint notice_held check (state <> 'held' or reason is not null),
    add constraint notice_expired check (state <> 'expired' or reason is not null);

-- A claim walks notice_ready from its start and stops: its cost does not grow with the queue.
drop index duty.notice_due, duty.notice_deadline, duty.notice_leased;
create index notice_ready on duty.notice (channel, priority desc, deadline, due_at) where state = 'queued';
create index notice_held on duty.notice (due_at) where state = 'held';
create index notice_deadline on duty.notice (deadline) where state in ('queued', 'held');
create index notice_answer on duty.notice (answer_until) where answer_until is not null;
-- What a person got in the last hour, is getting now, and what may go with another.
create index notice_sent_to on duty.notice (center_id, person_id, channel, sent_at) where sent_at is not null;
create index notice_leased on duty.notice (center_id, person_id, channel) where state = 'leased';
create index notice_bundle on duty.notice (center_id, person_id, channel)
    where bundle and state in ('queued', 'held');

-- The message that carried it, when it left together with others: that one's token, under which the
-- gateway reports. A gateway that knows a token sends it once, so a second try may have the first one's.
alter table duty.notice_attempt
    drop constraint notice_attempt_token_key,
    add column carrier text;
-- An attempt is written when it begins and once more when it has ended: with room beside it, and no index
-- on its end, that is cheap.
alter table duty.notice_attempt set (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.01);
drop index duty.attempt_open;
create index attempt_token on duty.notice_attempt (token);
create index attempt_carrier on duty.notice_attempt (carrier) where carrier is not null;

-- How the gateways do, as the daemons last found: shown to the coordinators.
create table duty.gateway_state (
    name          text primary key,
    channel       duty.channel not null,
    failures      integer not null check (failures >= 0), -- in a row
    failing_since timestamptz,
    resting_until timestamptz,                            -- nothing is sent there before
    changed_at    timestamptz not null,
    check ((failures = 0) = (failing_since is null))
);
