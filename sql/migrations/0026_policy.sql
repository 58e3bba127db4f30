-- Who is told of what, when and how, as data: the kinds of notices, the policies that decide, the
-- hours people may be written to, what each person chose, the Centre's own texts, and reminders.

-- The kinds of notices and the values their texts may use. A text that names anything else is refused.
create table duty.notice_kind (
    key      text primary key check (key ~ '^[a-z_]+\.[a-z_]+$'),
    position integer not null,          -- in lists on pages
    params   text[] not null
);

-- Made-up values to show a text with, of kinds whose key begins with key.
create table duty.notice_sample (
    key    text not null,
    name   text not null,
    sample jsonb not null,
    primary key (key, name)
);

-- How a kind is told unless a Centre says otherwise. The row that says most about the receiver, the
-- severity and the time left decides; null means any.
create table duty.notice_default (
    template       text not null references duty.notice_kind,
    role           duty.role_name,      -- of the receiver
    severity       text check (severity in ('new', 'break', 'shift')),
    lead_minutes   integer check (lead_minutes > 0), -- only when no more time than that is left
    channels       duty.channel[] not null
                       check (cardinality(channels) > 0 and array_position(channels, null) is null),
    is_together    boolean not null,    -- on all channels at once; else the next when one has failed
    language       text not null check (language in ('person', 'centre')),
    is_confirmed   boolean not null,    -- the receiver is asked to say that they know
    chase_minutes  integer[] not null default '{}', -- reminded so long after each asking
    climb_minutes  integer,             -- the coordinators hear so long before the hour
    unknown        text not null check (unknown in ('twice', 'never', 'query')),
    priority       integer not null check (priority between 1 and 9),
    bypasses_quiet boolean not null,
    is_bundled     boolean not null,    -- may leave together with others to the same person
    is_optional    boolean not null,    -- the person may switch it off
    legal_basis    text not null check (legal_basis <> ''),
    valid          daterange not null check (not isempty(valid)),
    check (is_confirmed = (climb_minutes is not null)),
    check (is_confirmed or chase_minutes = '{}'),
    check (not (is_optional and is_confirmed)),
    exclude using gist (template with =, coalesce(role::text, '') with =,
        coalesce(severity, '') with =, coalesce(lead_minutes, 0) with =, valid with &&)
);

-- What a Centre says instead, with its basis; rows end, they are not changed.
create table duty.notice_policy (
    center_id      bigint not null references duty.center,
    policy_id      bigint not null generated always as identity,
    template       text not null references duty.notice_kind,
    role           duty.role_name,
    severity       text check (severity in ('new', 'break', 'shift')),
    lead_minutes   integer check (lead_minutes > 0),
    channels       duty.channel[] not null
                       check (cardinality(channels) > 0 and array_position(channels, null) is null),
    is_together    boolean not null,
    language       text not null check (language in ('person', 'centre')),
    is_confirmed   boolean not null,
    chase_minutes  integer[] not null default '{}',
    climb_minutes  integer,
    unknown        text not null check (unknown in ('twice', 'never', 'query')),
    priority       integer not null check (priority between 1 and 9),
    bypasses_quiet boolean not null,
    is_bundled     boolean not null,
    is_optional    boolean not null,
    legal_basis    text not null check (legal_basis <> ''),
    valid          daterange not null check (not isempty(valid)),
    account_id     bigint,              -- who decided
    primary key (center_id, policy_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check (is_confirmed = (climb_minutes is not null)),
    check (is_confirmed or chase_minutes = '{}'),
    check (not (is_optional and is_confirmed)),
    exclude using gist (center_id with =, template with =, coalesce(role::text, '') with =,
        coalesce(severity, '') with =, coalesce(lead_minutes, 0) with =, valid with &&)
);

-- When a Centre's people may be written to, on working days and on days off. Without a row the rules
-- notice.day_from_min, notice.day_until_min, notice.off_from_min and notice.off_until_min count.
create table duty.quiet_hours (
    center_id   bigint not null references duty.center,
    quiet_id    bigint not null generated always as identity,
    is_day_off  boolean not null,
    opens       time not null,
    closes      time not null,          -- 24:00 is the end of the day
    legal_basis text not null check (legal_basis <> ''),
    valid       daterange not null check (not isempty(valid)),
    primary key (center_id, quiet_id),
    check (opens < closes),
    exclude using gist (center_id with =, is_day_off with =, valid with &&)
);

-- What a person chose. prefers: the channel that comes first where they come in order.
create table duty.notice_choice (
    center_id  bigint not null,
    person_id  bigint not null,
    prefers    duty.channel,
    off        text[] not null default '{}', -- kinds switched off
    is_daily   boolean not null default false, -- wants the digest of the day
    is_weekly  boolean not null default false,
    changed_at timestamptz not null,
    primary key (center_id, person_id),
    foreign key (center_id, person_id) references duty.person (center_id, person_id)
);

-- The Centre's own texts, every version kept; a version without a body goes back to the shipped text.
create table duty.template_version (
    center_id  bigint not null references duty.center,
    key        text not null references duty.notice_kind,
    channel    duty.channel not null,
    language   duty.language not null,
    version    integer not null check (version > 0),
    subject    duty.line_text not null default '',
    body       text check (length(body) between 1 and 4000),
    account_id bigint,
    made_at    timestamptz not null,
    primary key (center_id, key, channel, language, version),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check ((channel = 'mail' and body is not null) = (subject <> ''))
);

-- A text as the operators have registered it for the Centre's brand name (NĐ 91/2020/NĐ-CP): while one
-- is in force the Centre's text must say the same words. {1}, {2} stand for values.
create table duty.template_registered (
    center_id     bigint not null references duty.center,
    registered_id bigint not null generated always as identity,
    key           text not null references duty.notice_kind,
    language      duty.language not null,
    number        duty.name_text not null, -- of the registration, and of the text at the gateway
    body          text not null check (length(body) between 1 and 1000),
    legal_basis   text not null check (legal_basis <> ''),
    valid         daterange not null check (not isempty(valid)),
    account_id    bigint,
    primary key (center_id, registered_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    exclude using gist (center_id with =, key with =, language with =, valid with &&)
);

-- Words no notice may hold, in each language (Law 91/2025/QH15; domain.md 2.6).
create table duty.notice_word (
    language duty.language not null,
    word     text not null check (word = lower(word) and word <> ''),
    reason   text not null check (reason in ('accusation', 'minor', 'health', 'victim', 'credential')),
    primary key (language, word)
);

-- One reminder of one person of one duty or hearing: when it was to be sent, and whether it was or why
-- not. starts_at belongs to the key: what moves gets new reminders.
create table duty.reminder (
    center_id     bigint not null references duty.center,
    reminder_id   bigint not null generated always as identity,
    provider_id   bigint not null,
    assignment_id bigint,
    hearing_id    bigint,
    step          text not null,        -- the rule it is due by: reminder.hearing.1
    starts_at     timestamptz not null,
    due_at        timestamptz not null,
    state         text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped')),
    reason        text check (reason in ('moved', 'cancelled', 'released', 'past', 'overtaken',
                      'told_since', 'switched_off', 'unreachable')),
    ended_at      timestamptz,
    primary key (center_id, reminder_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, assignment_id) references duty.assignment (center_id, assignment_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    check (num_nonnulls(assignment_id, hearing_id) = 1),
    check (due_at < starts_at),
    check ((state = 'dropped') = (reason is not null)),
    check ((state = 'waiting') = (ended_at is null))
);
create unique index reminder_once on duty.reminder
    (center_id, step, provider_id, coalesce(hearing_id, assignment_id), starts_at);
create index reminder_waiting on duty.reminder (center_id, due_at) where state = 'waiting';
create index reminder_coming on duty.reminder (center_id, starts_at) where state <> 'dropped';
