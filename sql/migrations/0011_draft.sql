-- Drafts change step by step; a step can be taken back and made again, and none is forgotten.
alter table duty.roster add column draft_version integer not null default 0; -- rises with each change

-- What a step took out and put in, whole rows, so that undo and redo need nothing else. done steps
-- come first, then undone ones; a new change drops the undone, which stay for the record.
create table duty.draft_step (
    center_id    bigint not null,
    roster_id    bigint not null,
    step         integer not null check (step > 0),
    kind         text not null check (kind in ('draft', 'fill', 'repair', 'edit', 'pin', 'swap')),
    state        text not null default 'done' check (state in ('done', 'undone', 'dropped')),
    removed      jsonb not null, -- [{shift, provider, pinned, reason}]
    added        jsonb not null,
    draft_before jsonb,          -- duty.roster.draft before and after
    draft_after  jsonb,
    made_at      timestamptz not null,
    made_by      bigint,
    primary key (center_id, roster_id, step),
    foreign key (center_id, roster_id) references duty.roster (center_id, roster_id) on delete cascade,
    foreign key (center_id, made_by) references duty.account (center_id, account_id)
);

-- What the engine drew anew over a draft, until somebody takes it or keeps the old one.
create table duty.draft_proposal (
    center_id     bigint not null,
    roster_id     bigint not null,
    draft_version integer not null, -- the draft it was drawn for
    removed       jsonb not null,   -- as duty.draft_apply takes them
    added         jsonb not null,
    draft         jsonb not null,
    made_at       timestamptz not null,
    made_by       bigint,
    primary key (center_id, roster_id),
    foreign key (center_id, roster_id) references duty.roster (center_id, roster_id) on delete cascade,
    foreign key (center_id, made_by) references duty.account (center_id, account_id)
);

-- Whether somebody may stand a duty is asked for each of a month's, over years of drafts.
create index draft_of_provider on duty.draft_assignment (center_id, provider_id, roster_id);
