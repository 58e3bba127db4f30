-- What duty is needed: posts and rules that begin and end, recurrence by RFC 5545 rules, demand that
-- follows the hearing list, and a Centre's own days over the national calendar.
drop function if exists duty.roster_demand(bigint); -- demand_shifts() has taken its place

-- A post serves from a day to a day: what has been used is ended, never deleted.
alter table duty.duty_post add valid daterange not null default '(,)' check (not isempty(valid));

-- rrule: RFC 5545 section 3.3.10, of days only; null: every day of valid. Its days are worked out
-- beforehand (duty.demand_date), up to dates_until. dtstart: the day its intervals count from.
-- per_cases: needed people for so many listed cases of the post's court in the shift's hours, none
-- for none.
alter table duty.demand_rule
    add rrule text check (length(rrule) between 1 and 300),
    add dtstart date,
    add dates_until date check (dates_until > dtstart),
    add per_cases integer check (per_cases between 1 and 100),
    add check ((rrule is null) = (dtstart is null) and (rrule is null) = (dates_until is null)),
    add check (not isempty(valid));

create table duty.demand_date (
    center_id bigint not null,
    rule_id   bigint not null,
    day       date not null,
    primary key (center_id, rule_id, day),
    foreign key (center_id, rule_id) references duty.demand_rule (center_id, rule_id) on delete cascade
);

-- The weekdays a rule had become its recurrence.
update duty.demand_rule r
set dtstart = lower(r.valid), dates_until = lower(r.valid) + interval '10 years',
    rrule = 'FREQ=WEEKLY;BYDAY=' || (
        select string_agg((array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[d], ',' order by d)
        from unnest(r.weekdays) d)
where not r.weekdays @> '{1,2,3,4,5,6,7}';
insert into duty.demand_date
select r.center_id, r.rule_id, g::date
from duty.demand_rule r
cross join generate_series(r.dtstart, r.dates_until - 1, interval '1 day') g
where extract(isodow from g) = any (r.weekdays);
alter table duty.demand_rule drop weekdays;

-- A working Saturday is worked for another day: rules recur on it as they would on that day.
alter table duty.calendar_day add works_for date;

-- A Centre's own days: they go before the national calendar.
create table duty.center_day (
    center_id   bigint not null references duty.center,
    day         date not null,
    type        text not null check (type in ('work', 'weekend', 'holiday', 'substitute_holiday',
                    'swapped_day_off', 'working_saturday')),
    name        duty.name_text not null,
    is_tet      boolean not null default false,
    works_for   date,
    legal_basis duty.line_text not null check (legal_basis <> ''),
    account_id  bigint not null,
    changed_at  timestamptz not null,
    primary key (center_id, day),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    check (type <> 'working_saturday' or extract(isodow from day) in (6, 7)),
    check (type not in ('work', 'swapped_day_off') or extract(isodow from day) < 6),
    check (type <> 'weekend' or extract(isodow from day) > 5),
    check (works_for is null or type = 'working_saturday' and works_for <> day),
    check (not is_tet or type not in ('work', 'weekend', 'working_saturday'))
);
