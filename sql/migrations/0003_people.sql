-- People, how to reach them, how they sign in, and what providers may and wish to do.
create table duty.person (
    center_id bigint not null references duty.center,
    person_id bigint not null generated always as identity,
    full_name duty.name_text not null,
    language  duty.language not null default 'vi',
    primary key (center_id, person_id)
);

create table duty.contact (
    center_id   bigint not null,
    contact_id  bigint not null generated always as identity,
    person_id   bigint not null,
    channel     duty.channel not null,
    address     text not null,
    verified_at timestamptz,
    primary key (center_id, contact_id),
    unique (center_id, person_id, channel, address),
    foreign key (center_id, person_id) references duty.person (center_id, person_id),
    check (case channel when 'sms' then address::duty.phone is not null
                        else address::duty.email is not null end)
);

create table duty.account (
    center_id     bigint not null,
    account_id    bigint not null generated always as identity,
    person_id     bigint not null,
    login         text not null check (login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    password_hash text not null,
    role          duty.role_name not null,
    org_id        bigint, -- the court or police body of a clerk or officer
    locked_at     timestamptz,
    primary key (center_id, account_id),
    unique (center_id, login),
    foreign key (center_id, person_id) references duty.person (center_id, person_id),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    check (role not in ('clerk', 'police') or org_id is not null)
);

-- Only the hash of a session's token is stored.
create table duty.session (
    center_id    bigint not null,
    session_hash duty.hash_hex not null,
    account_id   bigint not null,
    address      text not null default '',
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    primary key (center_id, session_hash),
    foreign key (center_id, account_id) references duty.account (center_id, account_id) on delete cascade,
    check (expires_at > created_at)
);
create index session_by_hash on duty.session (session_hash);

create table duty.provider (
    center_id    bigint not null,
    provider_id  bigint not null generated always as identity,
    person_id    bigint not null,
    class        text not null check (class in ('officer', 'contract_lawyer', 'collaborator')),
    branch_id    bigint,
    home_place   bigint,
    share        integer not null default 100 check (share between 1 and 100), -- percent of a full load
    max_per_week integer check (max_per_week > 0),
    max_per_month integer check (max_per_month > 0),
    feed_version bigint not null default 1, -- rises with every change a feed shows
    feed_changed_at timestamptz,
    primary key (center_id, provider_id),
    unique (center_id, person_id),
    foreign key (center_id, person_id) references duty.person (center_id, person_id),
    foreign key (center_id, branch_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, home_place) references duty.place (center_id, place_id)
);

-- Law on Legal Aid 2017 art. 17-19, 24: a card, or a contract with the Centre, dated.
create table duty.credential (
    center_id     bigint not null,
    credential_id bigint not null generated always as identity,
    provider_id   bigint not null,
    kind          text not null check (kind in ('officer_card', 'contract', 'collaborator_card')),
    number        duty.name_text not null,
    valid         daterange not null check (not isempty(valid)),
    primary key (center_id, credential_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    exclude using gist (center_id with =, provider_id with =, kind with =, valid with &&)
);

create table duty.provider_skill (
    center_id   bigint not null,
    provider_id bigint not null,
    skill       text not null check (skill in ('khmer', 'sign_language', 'juvenile')),
    primary key (center_id, provider_id, skill),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);

create table duty.area_charge (
    center_id   bigint not null,
    provider_id bigint not null,
    area_id     bigint not null,
    valid       daterange not null,
    primary key (center_id, provider_id, area_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, area_id) references duty.area (center_id, area_id)
);

create table duty.absence (
    center_id   bigint not null,
    absence_id  bigint not null generated always as identity,
    provider_id bigint not null,
    during      tstzrange not null check (not isempty(during) and lower(during) is not null
                    and upper(during) is not null),
    kind        text not null check (kind in ('leave', 'sick', 'training', 'other')),
    state       text not null default 'approved' check (state in ('asked', 'approved', 'refused')),
    primary key (center_id, absence_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);

create table duty.preference (
    center_id   bigint not null,
    provider_id bigint not null,
    day         date not null,
    weight      integer not null check (weight between -5 and 5 and weight <> 0),
    primary key (center_id, provider_id, day),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);

create table duty.feed_token (
    center_id     bigint not null,
    token_hash    duty.hash_hex not null,
    provider_id   bigint not null,
    name          duty.name_text not null,
    created_at    timestamptz not null,
    revoked_at    timestamptz,
    last_fetch_at timestamptz,
    last_client   duty.line_text,
    primary key (center_id, token_hash),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);
create index feed_token_by_hash on duty.feed_token (token_hash);
