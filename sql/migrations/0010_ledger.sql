-- The fairness ledger over the years: why each entry is there, entries that are taken back and never
-- changed, the calls taken on a duty, and the share of a full load as it was at each time.
alter table duty.rule
    drop constraint rule_unit_check,
    add constraint rule_unit_check check (unit in ('seconds', 'minutes', 'hours', 'days',
        'working_days', 'count', 'weight', 'points'));

-- provider.share is the newest share; this is what it was, is and will be.
create table duty.provider_share (
    center_id   bigint not null,
    provider_id bigint not null,
    share       integer not null check (share between 1 and 100), -- percent of a full load
    valid       daterange not null check (not isempty(valid)),
    primary key (center_id, provider_id, valid),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    constraint share_once exclude using gist
        (center_id with =, provider_id with =, valid with &&)
);
insert into duty.provider_share (center_id, provider_id, share, valid)
select center_id, provider_id, share, daterange(null, null) from duty.provider;

-- What came of a duty: told by who stood it, or noted by the coordinator.
create table duty.duty_call (
    center_id     bigint not null,
    assignment_id bigint not null,
    calls         integer not null check (calls between 0 and 200),
    minutes       integer not null check (minutes between 0 and 1440),
    noted_at      timestamptz not null,
    noted_by      bigint,
    primary key (center_id, assignment_id),
    foreign key (center_id, assignment_id) references duty.assignment (center_id, assignment_id),
    foreign key (center_id, noted_by) references duty.account (center_id, account_id),
    constraint call_minutes check (calls > 0 or minutes = 0)
);

-- cause: the duty itself, its way there and back, its calls; a balance brought along when the
-- ledger was begun; the start of a newcomer at the group's average; a correction by hand. What is
-- taken back stays, with a second entry that reverses it.
alter table duty.ledger_entry
    drop constraint ledger_entry_center_id_assignment_id_key,
    drop constraint ledger_entry_point_kind_check,
    add column month date not null
        generated always as (on_day - (extract(day from on_day)::integer - 1)) stored,
    add column cause text not null default 'duty',
    add column reverses bigint,
    add column reason duty.line_text not null default '',
    add column made_at timestamptz,
    add column made_by bigint;
update duty.ledger_entry e set
    cause = case when assignment_id is null then 'opening' else 'duty' end,
    made_at = coalesce((select a.changed_at from duty.assignment a where a.center_id = e.center_id
        and a.assignment_id = e.assignment_id), on_day::timestamp at time zone 'UTC');
alter table duty.ledger_entry
    alter column cause drop default,
    alter column made_at set not null,
    add constraint ledger_kind check (point_kind in ('day', 'night', 'weekend', 'holiday', 'tet',
        'travel', 'call')),
    add constraint ledger_cause check (case cause
        when 'duty' then assignment_id is not null and point_kind not in ('travel', 'call')
        when 'travel' then assignment_id is not null and point_kind = 'travel'
        when 'call' then assignment_id is not null and point_kind = 'call'
        when 'correction' then assignment_id is null and reason <> ''
        else assignment_id is null and cause in ('opening', 'newcomer') end),
    add constraint ledger_reversed_once unique (center_id, reverses),
    add foreign key (center_id, reverses) references duty.ledger_entry (center_id, entry_id),
    add foreign key (center_id, made_by) references duty.account (center_id, account_id);
create index ledger_of_provider on duty.ledger_entry (center_id, provider_id, on_day);
create index ledger_of_duty on duty.ledger_entry (center_id, assignment_id);
create index ledger_opened on duty.ledger_entry (center_id, provider_id, month)
    where cause in ('opening', 'newcomer');

-- The sums of each month, kept by the trigger ledger_entry_sum: what five years of entries add up to
-- is asked for on every draft. counted: without newcomers' starts, which are theirs alone.
create table duty.ledger_month (
    center_id   bigint not null,
    provider_id bigint not null,
    month       date not null check (extract(day from month) = 1),
    point_kind  text not null,
    points      integer not null,
    counted     integer not null,
    primary key (center_id, provider_id, month, point_kind),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);
insert into duty.ledger_month (center_id, provider_id, month, point_kind, points, counted)
select center_id, provider_id, month, point_kind, sum(points), sum(points)
from duty.ledger_entry group by 1, 2, 3, 4;
