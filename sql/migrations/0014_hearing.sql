-- Hearings with every version kept: what each version was and came by, why a hearing was put off and
-- until when the law allows, from where it is attended, who must confirm, and how to enter one online.

-- Their signatures grew.
drop function if exists duty.hearing_put(bigint, jsonb, bigint),
    duty.hearing_tell(bigint, jsonb, bigint[]),
    duty.hearing_save(text, text, text, text, text, text, text, text, text, text, text, text, text, text),
    duty.hearing_form(text, text, text, text, text), duty.page_hearings(text, text, text, text, text);

alter table duty.rule drop constraint rule_unit_check;
alter table duty.rule add constraint rule_unit_check check (unit in ('seconds', 'minutes', 'hours', 'days',
    'working_days', 'months', 'count', 'weight', 'points', 'dong'));

alter table duty.hearing_change
    add column door          text not null default 'form'
        check (door in ('form', 'link', 'api', 'paste', 'file', 'ics', 'poll')),
    add column token         jsonb not null default '{}', -- the key or code used, without an account
    add column is_correction boolean not null default false,     -- a slip of the pen: nobody was told
    add check (version > 0);

-- The new date of an adjourned hearing is a hearing of its own, which follows the adjourned one.
alter table duty.hearing
    add column version    integer, -- the newest of hearing_change; hearing_guard makes it rise one by one
    add column reason     duty.line_text not null default '', -- why it is not held; behind log-in only
    add column decided_on date, -- the day it was adjourned
    add column law        text, -- the key of the rule that latest_on comes from
    add column latest_on  date, -- the last day the law allows for the new date
    add column follows_id bigint,
    add foreign key (center_id, follows_id) references duty.hearing (center_id, hearing_id),
    add constraint hearing_follows check (follows_id < hearing_id),
    add constraint hearing_reason check (reason = '' or state in ('adjourned', 'suspended', 'cancelled')),
    add constraint hearing_latest check (num_nulls(law, latest_on) in (0, 2)
        and (latest_on is null or state = 'adjourned' and latest_on > decided_on)),
    add constraint hearing_decided check ((decided_on is null) or state = 'adjourned'),
    add constraint hearing_sequence check (sequence >= 0 and sequence < coalesce(version, sequence + 1));
update duty.hearing h set version = (select max(g.version) from duty.hearing_change g
    where g.center_id = h.center_id and g.hearing_id = h.hearing_id);
-- Whoever changes a hearing leaves a version of it.
alter table duty.hearing add constraint hearing_version foreign key (center_id, hearing_id, version)
    references duty.hearing_change (center_id, hearing_id, version) deferrable initially deferred;
create index hearing_follow on duty.hearing (center_id, follows_id) where follows_id is not null;

-- The places an online or hybrid hearing joins (Resolution 33/2021/QH15): the court room and the
-- points elsewhere, among them the one where the provider must sit.
create table duty.hearing_point (
    center_id     bigint not null,
    hearing_id    bigint not null,
    n             integer not null check (n > 0),
    kind          text not null check (kind in ('central', 'component')),
    place         duty.line_text not null check (place <> '' or kind = 'central'),
    provider_sits boolean not null default false,
    primary key (center_id, hearing_id, n),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id)
);
create unique index hearing_one_central on duty.hearing_point (center_id, hearing_id) where kind = 'central';
create unique index hearing_one_seat on duty.hearing_point (center_id, hearing_id) where provider_sits;

-- Who must say that they know of a version. Asked when the notice is written; reminded, and told to the
-- coordinators, when the hour comes and nothing was said.
create table duty.hearing_confirm (
    center_id   bigint not null,
    hearing_id  bigint not null,
    provider_id bigint not null,
    version     integer not null,
    asked_at    timestamptz not null,
    remind_at   timestamptz not null,
    climb_at    timestamptz not null, -- when the coordinators hear of the silence
    deadline    timestamptz not null, -- from then on it is nobody's news
    reminded_at timestamptz,
    climbed_at  timestamptz,
    ended_at    timestamptz,
    means       text check (means in ('page', 'phone', 'superseded', 'late')),
    account_id  bigint,
    primary key (center_id, hearing_id, provider_id, version),
    foreign key (center_id, hearing_id, version)
        references duty.hearing_change (center_id, hearing_id, version),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check (asked_at <= remind_at and remind_at <= climb_at),
    check ((ended_at is null) = (means is null)),
    check ((account_id is not null) = (coalesce(means, '') in ('page', 'phone')))
);
-- Asked of one person about one hearing: only the newest version.
create unique index hearing_confirm_open on duty.hearing_confirm (center_id, hearing_id, provider_id)
    where ended_at is null;
create index hearing_confirm_due on duty.hearing_confirm (remind_at) where ended_at is null;

-- How to enter an online hearing: link, number and password, sealed by the daemon (AES-256-GCM, bound
-- to Centre and hearing). The key is a file beside the daemon: whoever has the database alone has nothing.
create table duty.hearing_secret (
    center_id  bigint not null,
    hearing_id bigint not null,
    sealed     text not null check (sealed ~ '^[0-9a-f]{16}:[A-Za-z0-9+/]+={0,2}$' -- key's name, then text
                   and length(sealed) between 55 and 8000),
    set_at     timestamptz not null,
    account_id bigint not null,
    primary key (center_id, hearing_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id)
);
