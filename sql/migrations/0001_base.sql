-- The schema, who may do what in it, the clock, our own errors, and the domains every table uses.
-- Run as duty_owner. The login roles exist already (duty_owner, duty_app, duty_jobs, duty_ops);
-- duty_guard cannot log in: it owns the few SECURITY DEFINER functions.
create schema duty;
grant usage on schema duty to duty_app, duty_jobs, duty_ops, duty_guard;
grant create on schema duty to duty_guard; -- owning a function asks for it; it cannot log in
alter default privileges revoke execute on functions from public;
create extension if not exists btree_gist schema public;
create extension if not exists pgcrypto schema public;

-- Times are instants; what people meant (date, wall time, zone) is stored beside them.
-- A test moves this clock; in production its one row is zero for ever.
create table duty.clock (
    is_single boolean primary key default true check (is_single),
    shift     interval not null default '0'
);
insert into duty.clock default values;

create domain duty.name_text as text check (value = btrim(value) and value <> '' and length(value) <= 300
    and value !~ '[\x01-\x1f\x7f]');
create domain duty.line_text as text check (length(value) <= 1000 and value !~ '[\x01-\x08\x0b-\x1f\x7f]');
-- E.164; Vietnamese mobile numbers are normalised before they come here.
create domain duty.phone as text check (value ~ '^\+[1-9][0-9]{7,14}$');
create domain duty.email as text check (value ~ '^[^@\s<>,;:\\"\x01-\x1f]{1,64}@[A-Za-z0-9.-]{1,190}$');
create domain duty.hash_hex as text check (value ~ '^[0-9a-f]{64}$');
create domain duty.language as text check (value in ('vi', 'km', 'en'));
create domain duty.role_name as text
    check (value in ('provider', 'clerk', 'police', 'coordinator', 'director', 'administrator'));
create domain duty.channel as text check (value in ('sms', 'mail'));

-- What a role may do: the one permission table (loaded from sql/seed/permission.csv).
create table duty.permission (
    role   duty.role_name not null,
    action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
    primary key (role, action)
);

-- Every statutory number, dated, with its legal basis.
create table duty.rule (
    key         text not null check (key ~ '^[a-z0-9_.]+$'),
    value       integer not null,
    unit        text not null check (unit in ('seconds', 'minutes', 'hours', 'days', 'working_days',
                    'count', 'weight')),
    legal_basis text not null,
    valid       daterange not null check (not isempty(valid)),
    exclude using gist (key with =, valid with &&)
);

-- National calendar: what kind of day a date is when it is not an ordinary week day or weekend.
create table duty.calendar_day (
    day    date primary key,
    type   text not null check (type in ('holiday', 'substitute_holiday', 'swapped_day_off', 'working_saturday')),
    name   duty.name_text not null,
    is_tet boolean not null default false,
    status text not null check (status in ('law', 'announced', 'computed', 'unconfirmed')),
    source duty.line_text not null default ''
);

-- The 34 provinces and their predecessors.
create table duty.province (
    code         text primary key check (code ~ '^[a-z]+$'),
    name         duty.name_text not null,
    kind         text not null check (kind in ('city', 'province')),
    predecessors text[] not null,
    valid_from   date,
    legal_basis  duty.line_text not null
);
