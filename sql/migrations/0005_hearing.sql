-- Cases, hearings with every version kept, who appears, and the batches lists arrive in.
create table duty.legal_case (
    center_id   bigint not null references duty.center,
    case_id     bigint not null generated always as identity,
    code        duty.name_text not null, -- the court's docket number (số thụ lý)
    court_id    bigint not null,
    subject     duty.line_text not null default '', -- behind log-in only: never in a feed or message
    provider_id bigint, -- who follows the case
    primary key (center_id, case_id),
    unique (center_id, court_id, code),
    foreign key (center_id, court_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);

create table duty.hearing (
    center_id  bigint not null references duty.center,
    hearing_id bigint not null generated always as identity,
    case_id    bigint not null,
    uid        text not null unique,
    sequence   integer not null default 0,
    starts     timestamp not null, -- wall time in zone
    ends       timestamp not null,
    zone       text not null,
    during     tstzrange not null check (not isempty(during)),
    room       duty.line_text not null default '',
    judge      duty.line_text not null default '',
    mode       text not null check (mode in ('in_person', 'online', 'hybrid')),
    kind       duty.line_text not null default '',
    state      text not null check (state in ('scheduled', 'adjourned', 'suspended', 'held', 'cancelled')),
    batch_id   bigint,
    changed_at timestamptz not null,
    primary key (center_id, hearing_id),
    foreign key (center_id, case_id) references duty.legal_case (center_id, case_id),
    check (ends > starts)
);
create index hearing_of_case on duty.hearing (center_id, case_id);
-- Under row-level security an index serves only comparisons that are leakproof: of timestamp with
-- timestamp. Not the overlap of ranges, not timestamp with date.
create index hearing_by_start on duty.hearing (center_id, starts);
create unique index hearing_once_per_slot on duty.hearing (center_id, case_id, starts)
    where state = 'scheduled';

create table duty.hearing_change (
    center_id  bigint not null,
    hearing_id bigint not null,
    version    integer not null,
    severity   text not null check (severity in ('new', 'cosmetic', 'shift', 'break')),
    before     jsonb,
    after      jsonb not null,
    changed_at timestamptz not null,
    account_id bigint,
    batch_id   bigint,
    primary key (center_id, hearing_id, version),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id)
);

-- Who appears. A clash is kept and shown, but it is not a commitment: that one is never double.
create table duty.appearance (
    center_id   bigint not null,
    hearing_id  bigint not null,
    provider_id bigint not null,
    state       text not null check (state in ('assigned', 'clash', 'released')),
    changed_at  timestamptz not null,
    primary key (center_id, hearing_id, provider_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);
create index appearance_of_provider on duty.appearance (center_id, provider_id);
create index appearance_clash on duty.appearance (center_id, provider_id) where state = 'clash';

create table duty.import_batch (
    center_id  bigint not null references duty.center,
    batch_id   bigint not null generated always as identity,
    court_id   bigint,
    filename   duty.line_text not null,
    sha256     duty.hash_hex not null,
    state      text not null check (state in ('preview', 'committed', 'discarded')),
    sheets     jsonb not null,
    created_at timestamptz not null,
    account_id bigint not null,
    committed_at timestamptz check ((committed_at is not null) = (state = 'committed')),
    primary key (center_id, batch_id),
    foreign key (center_id, court_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id)
);
alter table duty.hearing add foreign key (center_id, batch_id)
    references duty.import_batch (center_id, batch_id);

create table duty.import_row (
    center_id  bigint not null,
    batch_id   bigint not null,
    n          integer not null, -- order in the document
    sheet      duty.line_text not null,
    row_no     integer not null, -- as the spreadsheet numbers it
    fields     jsonb not null,
    errors     jsonb not null,
    verdict    text not null check (verdict in ('new', 'changed', 'same', 'bad')),
    hearing_id bigint,
    primary key (center_id, batch_id, n),
    foreign key (center_id, batch_id) references duty.import_batch (center_id, batch_id) on delete cascade,
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id)
);
