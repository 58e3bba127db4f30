-- Calendar addresses that are asked regularly: whose they are, when they are due, how the last visit
-- ended. What a good answer held lives in its import batch and in the hearings themselves.
create table duty.calendar_source (
    center_id  bigint not null references duty.center,
    source_id  bigint not null generated always as identity,
    org_id     bigint not null, -- the court or body whose calendar it is
    -- Whoever knows the address reads the calendar: pages never see it, they have shown.
    url        text not null check (url ~ '^https://[\x21-\x7e]+$' and length(url) <= 2000),
    shown      duty.line_text not null, -- its host, the rest masked
    changed_at timestamptz not null,
    account_id bigint not null, -- who entered it or changed it last
    ended_at   timestamptz,     -- it is not asked any more

    next_at     timestamptz not null,
    lease       text, -- the visit under way: a secret of its daemon
    lease_until timestamptz,
    lease_pid   integer,     -- of the database connection that leased it

    -- To ask whether it has changed since; whole_at: when it last came whole.
    etag          text not null default '' check (length(etag) <= 1000),
    last_modified text not null default '' check (length(last_modified) <= 100),
    whole_at      timestamptz,

    tried_at      timestamptz, -- the end of the last visit
    answer        text check (answer in ('taken', 'same', 'status', 'url', 'redirect', 'address',
        'name', 'connect', 'tls', 'time', 'cut', 'too_large', 'encoding', 'unreadable',
        'not_calendar', 'refused')),
    status        integer,     -- HTTP, of the last visit
    reason        jsonb,       -- {key, value} of a sentence that says more
    good_at       timestamptz, -- the last good visit
    brought       jsonb,       -- what the calendar last held, as import_take() counts
    brought_at    timestamptz,
    batch_id      bigint,      -- the last import that changed anything
    failures      integer not null default 0, -- in a row
    failing_since timestamptz,

    primary key (center_id, source_id),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    foreign key (center_id, batch_id) references duty.import_batch (center_id, batch_id),
    check ((lease is null) = (lease_until is null) and (lease is null) = (lease_pid is null)),
    check (ended_at is null or lease is null),
    check ((failures > 0) = (failing_since is not null)),
    check ((answer is null) = (tried_at is null)),
    check (coalesce(answer in ('taken', 'same'), true) = (failures = 0)),
    check ((brought is null) = (brought_at is null)),
    check (good_at is not null or (brought is null and whole_at is null)),
    check (whole_at is not null or (etag = '' and last_modified = ''))
);
create unique index calendar_source_once on duty.calendar_source (center_id, url)
    where ended_at is null;
create index calendar_source_leased on duty.calendar_source (lease) where lease is not null;
create index calendar_source_due on duty.calendar_source (next_at) where ended_at is null;
