-- Calendars out: one row for each thing that has a calendar, its addresses, and what calendars need to
-- know of shifts, absences, people and posts: that they changed, and when.

-- Its signature grew.
drop function if exists duty.feed_read(text), duty.feed_duties(bigint, bigint, tstzrange),
    duty.feed_hearings(bigint, bigint, tstzrange);

-- Made with the first address. A change of what the calendar shows gives it a new version; changed_at
-- then rises by a whole second at least, since clients are told the second (RFC 9110, 8.8.2.2).
create table duty.feed (
    center_id   bigint not null references duty.center,
    feed_id     bigint not null generated always as identity,
    kind        text not null check (kind in ('provider', 'post', 'body', 'center')),
    provider_id bigint,
    post_id     bigint,
    org_id      bigint, -- body: a court or police body
    version     bigint not null default 1,
    changed_at  timestamptz not null,
    touched_by  xid8, -- the transaction that raised the version last
    salt        uuid not null default gen_random_uuid(), -- of the names in what says only busy
    primary key (center_id, feed_id),
    unique (center_id, provider_id),
    unique (center_id, post_id),
    unique (center_id, org_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, post_id) references duty.duty_post (center_id, post_id),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    constraint feed_of_one check ((kind = 'provider') = (provider_id is not null)
        and (kind = 'post') = (post_id is not null) and (kind = 'body') = (org_id is not null))
);
create unique index feed_once_per_center on duty.feed (center_id) where kind = 'center';
create index feed_by_change on duty.feed (changed_at);

insert into duty.feed (center_id, kind, provider_id, version, changed_at)
    select t.center_id, 'provider', t.provider_id, max(p.feed_version),
        max(coalesce(p.feed_changed_at, t.created_at))
    from duty.feed_token t
    join duty.provider p on p.center_id = t.center_id and p.provider_id = t.provider_id
    group by t.center_id, t.provider_id;

-- revoked_at may lie ahead: an address that was replaced serves until then. language: null, the
-- provider's or the Centre's. alarm_minutes: before each event, null or 0 none.
alter table duty.feed_token
    add column feed_id       bigint,
    add column level         text not null default 'full' check (level in ('full', 'busy')),
    add column alarm_minutes integer check (alarm_minutes between 0 and 10080),
    add column language      duty.language,
    add column account_id    bigint, -- who made it
    add column warned_at     timestamptz,
    add column closed_reason text check (closed_reason in ('revoked', 'rotated', 'unused')),
    add foreign key (center_id, account_id) references duty.account (center_id, account_id);
update duty.feed_token t set
    closed_reason = case when revoked_at is not null then 'revoked' end,
    feed_id = (select f.feed_id from duty.feed f
        where f.center_id = t.center_id and f.provider_id = t.provider_id),
    account_id = (select min(a.account_id) from duty.account a
        join duty.provider p on p.center_id = a.center_id and p.person_id = a.person_id
        where p.center_id = t.center_id and p.provider_id = t.provider_id);
alter table duty.feed_token
    drop column provider_id,
    alter column feed_id set not null,
    add foreign key (center_id, feed_id) references duty.feed (center_id, feed_id),
    add check ((revoked_at is null) = (closed_reason is null));
create index feed_token_of_feed on duty.feed_token (center_id, feed_id);
alter table duty.provider drop column feed_version, drop column feed_changed_at;

-- What an event takes its SEQUENCE, LAST-MODIFIED and DTSTAMP from (RFC 5545, 3.8.7). Of a shift: who
-- stands it, and its hours. Of a person: name and telephone. Of a post: name, kind and place.
alter table duty.shift
    add column shown_sequence integer not null default 0 check (shown_sequence >= 0),
    add column shown_at       timestamptz;
alter table duty.absence add column sequence integer not null default 0 check (sequence >= 0);
alter table duty.person add column shown_at timestamptz;
alter table duty.duty_post add column shown_at timestamptz;
