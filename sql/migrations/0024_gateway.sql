-- Gateways of text messages: their access tokens, reports that came before we knew the message's
-- name there, when a message's fate was last asked for; and which telephone numbers take texts.

-- An access token, sealed by the daemons' key; shared by them, for some gateways give one that ends the one
-- before. Who asks for a new one holds it for a minute.
create table duty.gateway_access (
    gateway      text primary key,
    sealed       text,
    name         text not null default '', -- tells tokens apart, gives nothing of them away
    expires_at   timestamptz,
    asking_until timestamptz,
    check ((sealed is null) = (expires_at is null))
);

-- A report under the gateway's own name of a message that no attempt has yet.
create table duty.gateway_receipt (
    gateway     text not null,
    gateway_id  text not null check (length(gateway_id) <= 128),
    kind        text not null check (kind in ('accepted', 'queued', 'delivered', 'failed', 'refused')),
    detail      text not null default '' check (length(detail) <= 500),
    received_at timestamptz not null,
    primary key (gateway, gateway_id, kind)
);

-- When its gateway was last asked for a message's fate; there is no more to ask once a report has told it.
alter table duty.notice_attempt
    add column asked_at timestamptz,
    add column is_fate_known boolean not null default false;
create index attempt_of_gateway on duty.notice_attempt (gateway, gateway_id) where gateway_id is not null;
create index attempt_to_ask on duty.notice_attempt (gateway, started_at)
    where (gateway_id is not null or outcome = 'unknown') and not is_fate_known;

-- Which numbers there are in the country: by the longest prefix, with so many digits.
create table duty.phone_range (
    prefix  text primary key check (prefix ~ '^\+[1-9][0-9]{1,6}$'),
    digits  integer not null check (digits between 8 and 15), -- after the plus
    kind    text not null check (kind in ('mobile', 'landline', 'old')),
    becomes text check (becomes ~ '^\+[1-9][0-9]{1,6}$'),     -- what an old prefix was changed to
    source  text not null,
    check ((kind = 'old') = (becomes is not null))
);
