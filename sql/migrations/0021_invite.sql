-- Invitations by mail (iMIP, RFC 6047) and what people answer to them. A feed tells what is; an
-- invitation asks, and gets an answer.

-- Only who wants them gets them: most calendars are subscribed to, and would show everything twice.
alter table duty.person add column takes_invitations boolean not null default false;

-- Notices of one series leave in the order they were written: a cancellation never overtakes the
-- invitation it takes back.
alter table duty.notice add column series text collate "C";
create index notice_series on duty.notice (center_id, series, notice_id)
    where series is not null and state in ('queued', 'leased', 'held');

-- One event of one person's calendar, at the address it is mailed to. uid and sequence are those of the
-- feed; sequence is that of the newest mail, so that an answer says which hours it means.
create table duty.invite (
    center_id     bigint not null references duty.center,
    invite_id     bigint not null generated always as identity,
    provider_id   bigint not null,
    assignment_id bigint,
    hearing_id    bigint,
    uid           text not null,
    address       text not null,
    sequence      integer not null check (sequence >= 0),
    is_cancelled  boolean not null default false, -- the newest mail takes the event back
    mails         integer not null default 0 check (mails >= 0),
    ends_at       timestamptz not null, -- from then on nobody is asked any more
    event         jsonb not null,       -- as the newest mail tells it, or would have
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    primary key (center_id, invite_id),
    unique (center_id, provider_id, uid, address),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, assignment_id) references duty.assignment (center_id, assignment_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    check (num_nonnulls(assignment_id, hearing_id) = 1)
);
create index invite_of_assignment on duty.invite (center_id, assignment_id) where assignment_id is not null;
create index invite_of_hearing on duty.invite (center_id, hearing_id) where hearing_id is not null;
create index invite_coming on duty.invite (center_id, ends_at);

-- What was answered, never changed. By our own link: the record. By mail: evidence, when the mail could
-- be believed (verdict taken); otherwise why not.
create table duty.invite_answer (
    center_id    bigint not null,
    answer_id    bigint not null generated always as identity,
    invite_id    bigint not null,
    way          text not null check (way in ('link', 'mail')),
    answer       text not null check (answer in ('accepted', 'declined', 'tentative')),
    sequence     integer not null, -- of the event that was answered
    verdict      text not null check (verdict in ('taken', 'sender', 'attendee', 'event', 'older', 'over')),
    answered_at  timestamptz not null,
    stamped_at   timestamptz,      -- of a mail: when its calendar program says it was written
    message_hash duty.hash_hex,    -- of a mail: its bytes, so that it is taken in once
    client       text not null default '' check (length(client) <= 200),
    primary key (center_id, answer_id),
    foreign key (center_id, invite_id) references duty.invite (center_id, invite_id),
    check ((way = 'mail') = (message_hash is not null)),
    check (way = 'mail' or verdict = 'taken' and answer <> 'tentative')
);
create unique index invite_answer_once on duty.invite_answer (center_id, message_hash)
    where message_hash is not null;
create index invite_answer_of on duty.invite_answer (center_id, invite_id, answer_id);

-- A hearing is confirmed by the link in its invitation as well.
alter table duty.hearing_confirm drop constraint hearing_confirm_means_check;
alter table duty.hearing_confirm add constraint hearing_confirm_means_check
    check (means in ('page', 'phone', 'link', 'superseded', 'late'));
