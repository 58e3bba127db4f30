-- Publication with proof: what a version was published in spite of, the lists that courts and police
-- bodies receive of it, the links that open them without a log-in, and how each was received.

-- Their signatures grew.
drop function if exists duty.roster_publish(text, text, text), duty.roster_keep(bigint, text, jsonb),
    duty.roster_tell(bigint, jsonb);

-- Versions kept before this day are sealed by their content alone; from now on by all they say.
alter table duty.roster_version
    add column is_sealed boolean not null default false,
    add column overruling duty.line_text, -- why it was published although custody was uncovered
    add column gaps jsonb not null default '[]', -- the custody minutes nobody stood, as published
    add column undoes integer, -- the version this one takes back
    add constraint gaps_overruled check (gaps = '[]' or overruling is not null) not valid,
    add check (undoes < version);
alter table duty.roster_version alter column is_sealed set default true;

alter table duty.rule drop constraint rule_unit_check;
alter table duty.rule add constraint rule_unit_check check (unit in ('seconds', 'minutes', 'hours', 'days',
    'working_days', 'count', 'weight', 'points', 'dong'));

-- What one court or police body is given of a month: as it was at a version, with names as then. A
-- row is written only when what the body reads has changed, and never changes itself.
create table duty.list (
    center_id  bigint not null,
    list_id    bigint not null generated always as identity,
    roster_id  bigint not null,
    org_id     bigint not null,
    version    integer not null, -- of the roster, the first that says this
    org_name   duty.name_text not null, -- as then
    is_custody boolean not null, -- Programme 5789 and its lead time, or a court's
    issued_at  timestamptz not null,
    starts_on  date not null, -- the first duty day that differs from the list before; else the first
    due_on     date not null, -- the last day to receive it in time
    same_as    bigint, -- the list the body was told last, when this one returns to what it says
    content    jsonb not null, -- what is printed
    hash       duty.hash_hex not null, -- SHA-256 of content
    primary key (center_id, list_id),
    unique (center_id, roster_id, org_id, version),
    foreign key (center_id, roster_id, version)
        references duty.roster_version (center_id, roster_id, version),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, same_as) references duty.list (center_id, list_id)
);
create index list_of_body on duty.list (center_id, org_id, roster_id);

-- A link in a mail: 256 bits, of which only the hash is kept. It opens the newest list of the body's
-- month, so that nobody reads an old one by an old mail.
create table duty.list_link (
    center_id  bigint not null,
    link_hash  duty.hash_hex not null,
    list_id    bigint not null,
    created_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > created_at),
    primary key (center_id, link_hash),
    foreign key (center_id, list_id) references duty.list (center_id, list_id)
);
create index list_link_by_hash on duty.list_link (link_hash);

-- Proof that a body has its list: somebody said so on the page of the mail's link, or ticked it when
-- signed in, or the coordinator asked by telephone. That the link was opened is kept and proves
-- nothing: programs that look at mails open links.
create table duty.list_receipt (
    center_id   bigint not null,
    list_id     bigint not null,
    means       text not null check (means in ('opened', 'link', 'tick', 'phone')),
    received_at timestamptz not null,
    recorded_at timestamptz not null check (received_at <= recorded_at),
    account_id  bigint,
    said_by     duty.line_text, -- phone: with whom
    client      duty.line_text, -- opened, link: the program that asked
    primary key (center_id, list_id, means),
    foreign key (center_id, list_id) references duty.list (center_id, list_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check ((means in ('opened', 'link')) = (account_id is null)),
    check ((means = 'phone') = (said_by is not null))
);

-- A notice goes to a person or to an organisation, to exactly one of them.
alter table duty.notice alter column person_id drop not null, add column org_id bigint,
    add foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    add constraint notice_receiver check (num_nonnulls(person_id, org_id) = 1);
create index notice_of_org on duty.notice (center_id, org_id) where org_id is not null;
