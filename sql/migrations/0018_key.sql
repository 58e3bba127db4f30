-- The doors for those without an account: keys for a court's own programs, codes and links for its
-- clerks, and what was answered to a key, so that the same request asked again is done once.

-- What a key and a code may do stands in the same table as what people may do.
alter domain duty.role_name drop constraint role_name_check;
alter domain duty.role_name add constraint role_name_check check (value in ('provider', 'clerk',
    'police', 'coordinator', 'director', 'administrator', 'key', 'code'));
alter table duty.account add constraint account_is_of_a_person check (role not in ('key', 'code'));

-- A court's program. Only the hash of its key is stored.
create table duty.api_key (
    center_id    bigint not null references duty.center,
    key_id       bigint not null generated always as identity,
    org_id       bigint not null,
    name         duty.name_text not null,
    prefix       text not null check (length(prefix) between 6 and 16), -- how people tell it apart
    key_hash     duty.hash_hex not null,
    created_at   timestamptz not null,
    created_by   bigint not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    last_used_at timestamptz, -- to the minute
    revoked_at   timestamptz,
    revoked_by   bigint,
    primary key (center_id, key_id),
    unique (center_id, key_hash),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, created_by) references duty.account (center_id, account_id),
    foreign key (center_id, revoked_by) references duty.account (center_id, account_id),
    check ((revoked_at is null) = (revoked_by is null))
);
-- By itself, because the Centre is what it is looked up for; so are the two below.
create index api_key_by_hash on duty.api_key (key_hash);

-- What a key was answered under an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header).
create table duty.api_answer (
    center_id  bigint not null,
    key_id     bigint not null,
    token      text not null check (length(token) between 1 and 255),
    asked_hash duty.hash_hex not null, -- of method, path, conditions and body
    answer     jsonb not null,         -- as duty.api_write returned it
    at         timestamptz not null,
    primary key (center_id, key_id, token),
    foreign key (center_id, key_id) references duty.api_key (center_id, key_id)
);

-- The door for a court's clerks: a link and a short code that open the same thing. The link is 256
-- random bits, so its hash is enough; the code is short, so its secret half has a slow hash.
create table duty.court_code (
    center_id    bigint not null references duty.center,
    code_id      bigint not null generated always as identity,
    org_id       bigint not null,
    name         duty.name_text not null, -- the desk it lies on
    link_hash    duty.hash_hex not null,
    prefix       text not null check (prefix ~ '^[0-9A-HJKMNP-TV-Z]{4}$'), -- the half that finds it
    secret_hash  text not null,                                           -- of the other half
    created_at   timestamptz not null,
    created_by   bigint not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    last_used_at timestamptz,
    wrong        integer not null default 0 check (wrong >= 0), -- tries since the last right one
    closed_until timestamptz,                                   -- after too many of them
    revoked_at   timestamptz,
    revoked_by   bigint,
    primary key (center_id, code_id),
    unique (center_id, link_hash),
    unique (center_id, prefix),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, created_by) references duty.account (center_id, account_id),
    foreign key (center_id, revoked_by) references duty.account (center_id, account_id),
    check ((revoked_at is null) = (revoked_by is null))
);
create index court_code_by_link on duty.court_code (link_hash);
create index court_code_by_prefix on duty.court_code (prefix);

-- A session is a person's or a code's.
alter table duty.session alter account_id drop not null;
alter table duty.session add code_id bigint,
    add foreign key (center_id, code_id) references duty.court_code (center_id, code_id),
    add constraint session_of_one check (num_nonnulls(account_id, code_id) = 1);
