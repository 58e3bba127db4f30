-- Doors with their rank, where a hearing came from, what waits for a person: courts nobody knows and
-- news that contradicts a better door; how a court names its columns; batches that were undone.

-- Their signatures grew, or they are gone.
drop function if exists duty.import_preview(text, text, text, jsonb), duty.import_check(bigint, jsonb),
    duty.import_apply(duty.import_row), duty.import_diff(bigint, jsonb),
    duty.import_candidates(bigint, boolean, integer[], bigint[]);

-- The doors news of hearings comes through (sql/seed/intake_door.csv). Of two that contradict each
-- other the higher rank is believed.
create table duty.intake_door (
    door text primary key check (door ~ '^[a-z]+$'),
    rank integer not null
);

-- source_id: the calendar or the key the news came from, none for a person's upload. A batch nobody
-- watched has no account. counts: of all its rows; those that said nothing new are not kept.
alter table duty.import_batch
    add column door text not null default 'file' check (door in ('link', 'api', 'paste', 'file', 'ics', 'poll')),
    add column source_id bigint,
    add column is_whole boolean not null default false, -- what it leaves out is cancelled
    add column counts jsonb,
    add column undone_at timestamptz,
    alter column account_id drop not null,
    drop constraint import_batch_state_check,
    add constraint import_batch_state_check check (state in ('preview', 'committed', 'discarded', 'undone')),
    drop constraint import_batch_check,
    add constraint import_batch_check check ((committed_at is not null) = (state in ('committed', 'undone'))),
    add check ((undone_at is not null) = (state = 'undone'));
create index import_batch_of_source on duty.import_batch (center_id, door, source_id, batch_id);

-- What a batch changed: for its audit and for taking it back.
create index hearing_change_of_batch on duty.hearing_change (center_id, batch_id) where batch_id is not null;

-- uid, recurrence: of a calendar's event or an API's hearing. digest: of what the row says.
alter table duty.import_row
    add column uid text not null default '',
    add column recurrence text not null default '',
    add column digest text not null default '',
    drop constraint import_row_verdict_check,
    add constraint import_row_verdict_check
        check (verdict in ('new', 'changed', 'same', 'cancelled', 'bad', 'conflict'));

-- What a door said last of a hearing. A door is heard only when it says something else than before:
-- so a list sent again changes nothing. A list's row has no uid of its own: the hearing's number
-- stands for it. version: of the hearing when the door was last heard; later ones are others' word.
create table duty.hearing_origin (
    center_id  bigint not null references duty.center,
    door       text not null,
    source_id  bigint not null, -- 0: none
    uid        text not null check (length(uid) between 1 and 1000),
    recurrence text not null,
    hearing_id bigint not null,
    digest     text not null, -- '': to be heard again whatever it says; 'gone': it left the calendar
    version    integer not null,
    batch_id   bigint not null,
    kept       jsonb not null default '{}', -- what a person did not believe of it: {field: value}
    primary key (center_id, door, source_id, uid, recurrence),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    foreign key (center_id, batch_id) references duty.import_batch (center_id, batch_id)
);
create index hearing_origin_of_hearing on duty.hearing_origin (center_id, hearing_id);
create index hearing_origin_of_batch on duty.hearing_origin (center_id, batch_id);

-- A lower door contradicted what a higher one had said: kept, and asked once.
create table duty.hearing_conflict (
    center_id   bigint not null references duty.center,
    conflict_id bigint not null generated always as identity,
    hearing_id  bigint not null,
    batch_id    bigint not null,
    door        text not null,
    fields      jsonb not null, -- what the lower door says, with was and changes
    state       text not null check (state in ('open', 'kept', 'taken', 'past')),
    raised_at   timestamptz not null,
    settled_at  timestamptz,
    account_id  bigint,
    primary key (center_id, conflict_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    foreign key (center_id, batch_id) references duty.import_batch (center_id, batch_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check ((settled_at is null) = (state = 'open'))
);
create unique index hearing_conflict_open on duty.hearing_conflict (center_id, hearing_id, door)
    where state = 'open';

-- A court's writing nobody has matched yet; its rows wait in their batches.
create table duty.court_unknown (
    center_id  bigint not null references duty.center,
    name       duty.line_text not null, -- as name_key() writes it
    said       duty.line_text not null, -- as it stood in the list
    state      text not null check (state in ('open', 'matched', 'ignored')),
    seen_at    timestamptz not null,
    account_id bigint,
    primary key (center_id, name),
    foreign key (center_id, account_id) references duty.account (center_id, account_id)
);

-- How a court writes its lists, told once by a person: {"names": {heading: field}, "columns":
-- {letter: field}}, the second for lists without a header. court_id 0: lists of several courts.
create table duty.import_mapping (
    center_id  bigint not null references duty.center,
    court_id   bigint not null,
    mapping    jsonb not null,
    saved_at   timestamptz not null,
    account_id bigint not null,
    primary key (center_id, court_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id)
);

-- The document of a preview, to be read again once its columns are named; gone with the preview.
create table duty.import_document (
    center_id bigint not null,
    batch_id  bigint not null,
    bytes     bytea not null check (length(bytes) <= 2097152),
    date      text not null, -- the day of rows that name none, or ''
    primary key (center_id, batch_id),
    foreign key (center_id, batch_id) references duty.import_batch (center_id, batch_id) on delete cascade
);
