-- The outbox. A notice is written in the transaction of the change it tells of; the daemon leases
-- it, commits, sends, and records. The CHECKs are the state machine.
create table duty.notice_template (
    key      text not null check (key ~ '^[a-z_]+\.[a-z_]+$'),
    channel  duty.channel not null,
    language duty.language not null,
    subject  duty.line_text not null default '',
    body     text not null check (length(body) between 1 and 4000),
    primary key (key, channel, language),
    check ((channel = 'mail') = (subject <> ''))
);

create table duty.notice (
    center_id   bigint not null references duty.center,
    notice_id   bigint not null generated always as identity,
    person_id   bigint not null,
    channel     duty.channel not null,
    address     text not null,
    language    duty.language not null,
    template    text not null,
    params      jsonb not null,
    -- one per (event, version, kind, person, channel); bytewise, so that a prefix finds its index
    dedupe_key  text collate "C" not null,
    policy      text not null default 'twice' check (policy in ('twice', 'never')), -- when unknown
    priority    integer not null default 5 check (priority between 1 and 9), -- 9 first
    state       text not null default 'queued' check (state in ('queued', 'leased', 'sent', 'delivered',
                    'failed', 'unknown', 'held', 'superseded', 'expired')),
    due_at      timestamptz not null,
    deadline    timestamptz not null,
    attempts    integer not null default 0 check (attempts >= 0),
    lease_pid   integer,     -- backend of the daemon that holds it
    lease_until timestamptz,
    sent_at     timestamptz,
    ended_at    timestamptz,
    created_at  timestamptz not null,
    primary key (center_id, notice_id),
    unique (center_id, dedupe_key),
    foreign key (center_id, person_id) references duty.person (center_id, person_id),
    check (deadline > created_at),
    check ((state = 'leased') = (lease_until is not null)),
    check ((lease_until is null) = (lease_pid is null)),
    check ((sent_at is not null) or state not in ('sent', 'delivered')),
    check ((ended_at is not null) = (state in ('delivered', 'failed', 'unknown', 'superseded', 'expired')))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
create index notice_due on duty.notice (priority desc, due_at) where state = 'queued';
create index notice_deadline on duty.notice (deadline) where state = 'queued';
create index notice_leased on duty.notice (lease_until) where state = 'leased';
create index notice_recent on duty.notice (center_id, created_at desc);

create table duty.notice_attempt (
    center_id  bigint not null,
    notice_id  bigint not null,
    n          integer not null check (n > 0),
    token      text not null unique, -- our id at the gateway, in the receipt address
    gateway    text not null, -- empty until the outcome is recorded
    gateway_id text,          -- the message's name at the gateway
    started_at timestamptz not null,
    ended_at   timestamptz,
    outcome    text check (outcome in ('ok', 'tempfail', 'permfail', 'unknown')),
    code       text,
    detail     text check (length(detail) <= 500),
    text       text, -- what was sent
    primary key (center_id, notice_id, n),
    foreign key (center_id, notice_id) references duty.notice (center_id, notice_id),
    check ((outcome is null) = (ended_at is null))
);

create index attempt_open on duty.notice_attempt (center_id, notice_id, n) where outcome is null;

create table duty.receipt (
    center_id   bigint not null,
    receipt_id  bigint not null generated always as identity,
    notice_id   bigint not null,
    n           integer not null,
    kind        text not null check (kind in ('accepted', 'queued', 'delivered', 'failed', 'refused')),
    detail      text not null default '' check (length(detail) <= 500),
    received_at timestamptz not null,
    primary key (center_id, receipt_id),
    unique (center_id, notice_id, n, kind),
    foreign key (center_id, notice_id, n) references duty.notice_attempt (center_id, notice_id, n)
);

-- What the capture gateway was given: the demonstration's telephone and mailbox.
create table duty.captured (
    center_id   bigint not null references duty.center,
    captured_id bigint not null generated always as identity,
    channel     duty.channel not null,
    address     text not null,
    subject     text not null default '',
    body        text not null,
    token       text not null,
    captured_at timestamptz not null,
    primary key (center_id, captured_id)
);
