-- Swaps and hand-overs, bound to the duty itself and never to a window of time: a duty that moves
-- takes its swap along, and one that goes to somebody else ends it.

-- One provider's wish that another takes a duty. Which state may follow which: duty.swap_moves().
create table duty.swap (
    center_id     bigint not null references duty.center,
    swap_id       bigint not null generated always as identity,
    kind          text not null check (kind in ('give', 'exchange', 'handover')),
    assignment_id bigint not null,             -- the duty to be given
    provider_id   bigint not null,             -- whose it is
    to_provider   bigint,                      -- the one person asked; null: everybody suitable
    back_id       bigint,                      -- exchange: the duty given in return
    from_at       timestamptz,                 -- handover: from when the other stands it
    taker_id      bigint,
    state         text not null default 'asked' check (state in ('asked', 'taken', 'approved',
                      'refused', 'withdrawn', 'expired', 'superseded')),
    note          duty.line_text not null default '',
    asked_at      timestamptz not null,
    taken_at      timestamptz,
    ended_at      timestamptz,
    expires_at    timestamptz not null,
    primary key (center_id, swap_id),
    foreign key (center_id, assignment_id) references duty.assignment (center_id, assignment_id),
    foreign key (center_id, back_id) references duty.assignment (center_id, assignment_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, to_provider) references duty.provider (center_id, provider_id),
    foreign key (center_id, taker_id) references duty.provider (center_id, provider_id),
    check ((kind = 'exchange') = (back_id is not null)),
    check (kind <> 'exchange' or to_provider is not null),
    check ((kind = 'handover') = (from_at is not null)),
    constraint swap_with_oneself check (provider_id not in (to_provider, taker_id)),
    constraint swap_of_another check (taker_id = to_provider),
    check ((taker_id is not null) = (taken_at is not null)),
    check (case state when 'asked' then taker_id is null
        when 'taken' then taker_id is not null when 'approved' then taker_id is not null
        else true end),
    check ((ended_at is null) = (state in ('asked', 'taken')))
);
-- A duty is offered once at a time, and given in return once at a time.
create unique index swap_once on duty.swap (center_id, assignment_id) where state in ('asked', 'taken');
create unique index swap_back_once on duty.swap (center_id, back_id) where state in ('asked', 'taken');
create index swap_due on duty.swap (expires_at) where state in ('asked', 'taken');
create index swap_of_provider on duty.swap (center_id, provider_id);

-- Every step of a swap: who did it, and for whom when it was not the person concerned.
create table duty.swap_step (
    center_id  bigint not null,
    swap_id    bigint not null,
    n          integer not null check (n > 0),
    step       text not null check (step in ('asked', 'taken', 'returned', 'approved', 'refused',
                   'withdrawn', 'expired', 'superseded')),
    at         timestamptz not null,
    account_id bigint,   -- null: nobody, time did it
    behalf_of  bigint,   -- the provider it was done for
    note       duty.line_text not null default '',
    primary key (center_id, swap_id, n),
    foreign key (center_id, swap_id) references duty.swap (center_id, swap_id),
    foreign key (center_id, behalf_of) references duty.provider (center_id, provider_id)
);

-- A duty handed over at a moment: root_id is the shift as it was asked for, from starts to ends with
-- its points, and keeps the first part; rest_id is a later part. The parts always make up the whole.
create table duty.handover (
    center_id bigint not null,
    rest_id   bigint not null,
    root_id   bigint not null,
    starts    timestamp not null,
    ends      timestamp not null,
    points    integer not null,
    primary key (center_id, rest_id),
    foreign key (center_id, rest_id) references duty.shift (center_id, shift_id),
    foreign key (center_id, root_id) references duty.shift (center_id, shift_id),
    check (rest_id <> root_id),
    check (ends > starts)
);
create index handover_of_root on duty.handover (center_id, root_id);

-- The record is looked up by person and by what it tells of.
create index audit_of_account on duty.audit (center_id, account_id, seq);
create index audit_of_entity on duty.audit (center_id, entity, entity_id, seq);

-- How far the daily check of a Centre's record has come (audit_check), and what the last one found.
create table duty.audit_check (
    center_id bigint primary key references duty.center,
    day       date not null,              -- the last one it was finished on
    at        timestamptz,                -- when; null: never yet
    total     bigint not null default 0,  -- the rows checked then
    broken    bigint,                     -- the first bad row found then
    seq       bigint not null default 0,  -- the check under way: rows done, the last one's hash, found
    hash      duty.hash_hex not null default repeat('0', 64),
    found     bigint
);
