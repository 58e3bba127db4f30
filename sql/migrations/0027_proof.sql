-- What proves that somebody was told: links in messages, replies that come in, the chained record of
-- every message, the check that an address is somebody's, and what a person has to do about it.

-- What a coordinator has to see to because a machine cannot: one open task per kind and subject.
create table duty.task (
    center_id  bigint not null references duty.center,
    task_id    bigint not null generated always as identity,
    kind       text not null check (kind in ('notice.failed', 'notice.unknown', 'contact.wrong',
                   'contact.bounced', 'reply.unclear', 'hearing.unconfirmed')),
    subject    text not null check (subject <> ''), -- what it is about, in one word: notice:57
    person_id  bigint,
    notice_id  bigint,
    params     jsonb not null,
    opened_at  timestamptz not null,
    ended_at   timestamptz,
    ending     text check (ending in ('resend', 'other', 'told', 'closed', 'settled')), -- settled: by itself
    note       duty.line_text not null default '',
    account_id bigint,
    primary key (center_id, task_id),
    foreign key (center_id, person_id) references duty.person (center_id, person_id),
    foreign key (center_id, notice_id) references duty.notice (center_id, notice_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check ((ended_at is null) = (ending is null)),
    check ((account_id is not null) = (coalesce(ending, 'settled') <> 'settled')),
    check (ending is distinct from 'closed' or note <> '')
);
create unique index task_open on duty.task (center_id, kind, subject) where ended_at is null;

-- The links in messages. Made when the message leaves, one per attempt; only the hash is kept. Each is
-- good for one thing, until its time is over.
create table duty.link (
    center_id   bigint not null references duty.center,
    link_hash   duty.hash_hex not null,
    purpose     text not null check (purpose in ('confirm', 'wrong', 'unsubscribe')),
    notice_id   bigint not null,
    hearing_id  bigint, -- the question it answers
    provider_id bigint,
    version     integer,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    opened_at   timestamptz, -- first looked at: programs that look at mails open links, too
    client      text not null default '' check (length(client) <= 200), -- what looked at it
    used_at     timestamptz, -- the button was pressed
    used_for    text check (used_for in ('confirm', 'wrong', 'unsubscribe')),
    primary key (center_id, link_hash),
    foreign key (center_id, notice_id) references duty.notice (center_id, notice_id),
    foreign key (center_id, hearing_id, provider_id, version)
        references duty.hearing_confirm (center_id, hearing_id, provider_id, version),
    check (num_nonnulls(hearing_id, provider_id, version) in (0, 3)),
    check (expires_at > created_at),
    check ((used_at is null) = (used_for is null))
);
create unique index link_by_hash on duty.link (link_hash);
create index link_of_notice on duty.link (center_id, notice_id);

-- A question's number for a reply by text ("XACNHAN 42"): another one for each question a provider
-- still may answer.
alter table duty.hearing_confirm add column reply_number integer check (reply_number between 10 and 99);
-- The times of the reminders after the next one (remind_at).
alter table duty.hearing_confirm add column remind_later timestamptz[] not null default '{}';
create unique index hearing_confirm_reply on duty.hearing_confirm (center_id, provider_id, reply_number)
    where ended_at is null and reply_number is not null;
alter table duty.hearing_confirm drop constraint hearing_confirm_means_check;
alter table duty.hearing_confirm add constraint hearing_confirm_means_check
    check (means in ('page', 'phone', 'link', 'reply', 'call', 'superseded', 'late'));

-- The Centre's own numbers: replies by text go to the one, a missed call to the other confirms.
alter table duty.center
    add column reply_number text unique check (reply_number ~ '^\+?[0-9]{3,15}$'),
    add column call_number  text unique check (call_number ~ '^\+?[0-9]{3,15}$');

-- The words that mean "I know of it" in a reply, as they stand without marks, blanks and capitals.
create table duty.reply_word (
    word     text primary key check (word <> ''),
    language duty.language not null
);

-- Texts and missed calls that came in, each taken in once by the gateway's own number for it.
create table duty.incoming (
    center_id   bigint not null references duty.center,
    incoming_id bigint not null generated always as identity,
    gateway     text not null,
    message_id  text not null, -- the gateway's own name for it
    kind        text not null check (kind in ('text', 'call')),
    sender      text not null,
    text        text not null default '' check (length(text) <= 500),
    received_at timestamptz not null,
    verdict     text not null check (verdict in ('confirmed', 'again', 'wrong_code', 'no_question',
                    'stranger', 'unclear')),
    person_id   bigint,
    hearing_id  bigint,
    primary key (center_id, incoming_id),
    foreign key (center_id, person_id) references duty.person (center_id, person_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    check (verdict not in ('confirmed', 'again') or hearing_id is not null)
);
create unique index incoming_once on duty.incoming (gateway, message_id, kind);
create index incoming_recent on duty.incoming (center_id, received_at desc);

-- Proof of notice: what became of every message, append-only, chained by hash per Centre. Texts and
-- addresses stand in it as hashes, so that the record proves them and tells nobody.
create table duty.proof (
    center_id bigint not null references duty.center,
    seq       bigint not null,
    at        timestamptz not null, -- when it was entered; data has when it happened
    notice_id bigint not null,
    kind      text not null check (kind in ('attempt', 'receipt', 'opened', 'confirmed', 'wrong',
                  'unsubscribed')),
    data      jsonb not null,
    prev_hash duty.hash_hex not null,
    hash      duty.hash_hex not null,
    primary key (center_id, seq)
);
create index proof_of_notice on duty.proof (center_id, notice_id, seq);
create table duty.proof_head (
    center_id bigint primary key references duty.center,
    seq       bigint not null,
    hash      duty.hash_hex not null
);
-- What senders and gateways wrote down is entered by the clock: sending never waits for the chain.
alter table duty.notice_attempt add column proof_seq bigint;
alter table duty.receipt add column proof_seq bigint;
create index attempt_unproved on duty.notice_attempt (center_id, ended_at)
    where proof_seq is null and outcome is not null;
create index receipt_unproved on duty.receipt (center_id, receipt_id) where proof_seq is null;

-- A code sent to an address to see whose it is. Only its hash is kept.
create table duty.contact_code (
    center_id  bigint not null,
    code_id    bigint not null generated always as identity,
    contact_id bigint not null,
    asked_at   timestamptz not null,
    account_id bigint not null,
    code_hash  text, -- null until the message leaves
    expires_at timestamptz not null,
    tries      integer not null default 0 check (tries between 0 and 3),
    ended_at   timestamptz,
    primary key (center_id, code_id),
    foreign key (center_id, contact_id) references duty.contact (center_id, contact_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check (expires_at > asked_at)
);
create unique index contact_code_open on duty.contact_code (center_id, contact_id) where ended_at is null;
create index contact_code_of on duty.contact_code (center_id, contact_id, asked_at);

-- Whose telephone something came from (incoming_who).
create type duty.incoming_sender as (center_id bigint, person_id bigint, phone text);
