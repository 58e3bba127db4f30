-- Who did what when: append-only, chained by hash per Centre.
create table duty.audit (
    center_id  bigint not null references duty.center,
    seq        bigint not null,
    at         timestamptz not null,
    account_id bigint,
    request_id text not null default '',
    action     text not null,
    entity     text not null,
    entity_id  text not null,
    data       jsonb not null,
    prev_hash  duty.hash_hex not null,
    hash       duty.hash_hex not null,
    primary key (center_id, seq)
);

create table duty.audit_head (
    center_id bigint primary key references duty.center,
    seq       bigint not null,
    hash      duty.hash_hex not null
);
