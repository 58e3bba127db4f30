-- Calendars of people: the own calendars a provider gives so that the roster leaves room for them, and
-- by what name the programs that read our feeds are known.

-- They take more now.
drop function if exists duty.feed_token_new(text, text), duty.feed_token_revoke(text);

-- Whose calendar it is, when it is due, how the last visit ended. Nobody but the owner sees any of it.
create table duty.busy_source (
    center_id   bigint not null,
    busy_id     bigint not null generated always as identity,
    provider_id bigint not null,
    slot        smallint not null check (slot between 1 and 3), -- three calendars at most
    -- Whoever knows the address reads the calendar: pages never see it, they have shown.
    url         text not null check (url ~ '^https://[\x21-\x7e]+$' and length(url) <= 2000),
    shown       duty.line_text not null, -- its host, the rest masked
    created_at  timestamptz not null,

    next_at     timestamptz not null,
    lease       text, -- the visit under way: a secret of its daemon
    lease_until timestamptz,
    lease_pid   integer, -- of the database connection that leased it

    -- To ask whether it has changed since; whole_at: when it last came whole.
    etag          text not null default '' check (length(etag) <= 1000),
    last_modified text not null default '' check (length(last_modified) <= 100),
    whole_at      timestamptz,

    tried_at      timestamptz, -- the end of the last visit
    answer        text check (answer in ('taken', 'same', 'status', 'url', 'redirect', 'address',
        'name', 'connect', 'tls', 'time', 'cut', 'too_large', 'encoding', 'unreadable',
        'not_calendar', 'refused')),
    status        integer,     -- HTTP, of the last visit
    reason        text check (reason ~ '^[a-z_.]+$'), -- the key of a sentence that says more
    good_at       timestamptz, -- the last good visit
    unread        integer not null default 0, -- events that could not be read
    failures      integer not null default 0, -- in a row
    failing_since timestamptz,

    primary key (center_id, busy_id),
    unique (center_id, provider_id, busy_id),
    unique (center_id, provider_id, slot),
    unique (center_id, provider_id, url),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    check ((lease is null) = (lease_until is null) and (lease is null) = (lease_pid is null)),
    check ((failures > 0) = (failing_since is not null)),
    check ((answer is null) = (tried_at is null)),
    check (coalesce(answer in ('taken', 'same'), true) = (failures = 0)),
    check (whole_at is not null or (etag = '' and last_modified = ''))
);
create index busy_source_leased on duty.busy_source (lease) where lease is not null;
create index busy_source_due on duty.busy_source (next_at);

-- When somebody is busy, joined to stretches: not even how many events there are is kept.
create table duty.busy_time (
    center_id   bigint not null,
    provider_id bigint not null,
    busy_id     bigint not null,
    during      tstzrange not null check (not isempty(during) and lower(during) is not null
                    and upper(during) is not null),
    primary key (center_id, busy_id, during),
    foreign key (center_id, provider_id, busy_id)
        references duty.busy_source (center_id, provider_id, busy_id) on delete cascade,
    exclude using gist (center_id with =, busy_id with =, during with &&)
);
create index busy_time_provider on duty.busy_time using gist (center_id, provider_id, during);

-- The first pattern that a program's own words for itself match gives its name, without letter case.
create table duty.feed_client (
    position integer primary key,
    pattern  text not null check (pattern ~ '^[\x20-\x7e]+$'),
    name     duty.name_text not null
);
