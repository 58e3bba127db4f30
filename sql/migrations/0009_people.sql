-- People over time: when somebody came and left, contacts that are retired and not deleted, areas in
-- charge by period, absences that are asked for and decided, and conflicts of interest.
alter table duty.provider
    add column first_day date,
    add column last_day date, -- null: still here
    add constraint provider_days check (last_day >= first_day);
update duty.provider p set first_day = coalesce(
    (select min(lower(valid)) from duty.credential d
     where d.center_id = p.center_id and d.provider_id = p.provider_id), '2025-07-01');
alter table duty.provider alter column first_day set not null;

alter table duty.contact
    add column verified_by bigint, -- the account that rang or wrote and got an answer
    add column retired_at timestamptz,
    add foreign key (center_id, verified_by) references duty.account (center_id, account_id),
    add constraint contact_retired check (retired_at is null or verified_at is null);

-- The same area may be given up and taken over again.
alter table duty.area_charge
    drop constraint area_charge_pkey,
    add constraint area_charge_once exclude using gist
        (center_id with =, provider_id with =, area_id with =, valid with &&),
    add constraint area_charge_valid check (not isempty(valid) and lower(valid) is not null),
    add column charge_id bigint not null generated always as identity,
    add primary key (center_id, charge_id);

-- note and kind say why somebody is away: only absence_reasons() reads them.
alter table duty.absence
    add column note duty.line_text not null default '',
    add column asked_at timestamptz,
    add column asked_by bigint,
    add column decided_at timestamptz,
    add column decided_by bigint,
    add foreign key (center_id, asked_by) references duty.account (center_id, account_id),
    add foreign key (center_id, decided_by) references duty.account (center_id, account_id),
    drop constraint absence_state_check,
    add constraint absence_state_check
        check (state in ('asked', 'approved', 'refused', 'withdrawn', 'cancelled')),
    add constraint absence_overlap exclude using gist
        (center_id with =, provider_id with =, during with &&) where (state in ('asked', 'approved'));

-- Law on Legal Aid 2017 art. 25; Criminal Procedure Code art. 72(4)-(5): who may not be objective. Of
-- one post, or of every post that serves an organisation. Read by coordinator and administrator alone.
create table duty.provider_conflict (
    center_id   bigint not null,
    conflict_id bigint not null generated always as identity,
    provider_id bigint not null,
    org_id      bigint,
    post_id     bigint,
    valid       daterange not null,
    reason      duty.line_text not null check (reason <> ''),
    primary key (center_id, conflict_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, post_id) references duty.duty_post (center_id, post_id),
    constraint conflict_valid check (not isempty(valid) and lower(valid) is not null),
    constraint conflict_with check (num_nonnulls(org_id, post_id) = 1),
    constraint conflict_once exclude using gist (center_id with =, provider_id with =,
        (coalesce(org_id, -post_id)) with =, valid with &&)
);
drop function if exists duty.staff(); -- its table has grown

-- What is done once a day and Centre, whichever daemon comes first.
create table duty.daily_job (
    center_id bigint not null references duty.center,
    job       text not null check (job ~ '^[a-z_]+$'),
    day       date not null, -- the last one it was done on
    primary key (center_id, job)
);
