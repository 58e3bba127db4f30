-- One Centre from a folder of CSV files (temporary tables seed_<file>, every column text). Loaded
-- once: a Centre that exists is left alone by the loader. seed.today is the day it is loaded on,
-- seed.first the first day of the month to be rostered.
insert into duty.center (code, name, hotline) select code, name, nullif(hotline, '') from seed_center;

create temporary view c as
select center_id, current_setting('seed.today')::date as today,
       current_setting('seed.first')::date as first, zone
from duty.center where code = (select code from seed_center);

insert into duty.quiet_hours (center_id, is_day_off, opens, closes, legal_basis, valid)
select center_id, day_off = 'yes', opens::time, closes::time, legal_basis, daterange('2025-07-01', null)
from c, seed_quiet_hours;

insert into duty.area (center_id, name) select center_id, name from c, seed_area;

insert into duty.place (center_id, name, address) select center_id, name, address from c, seed_place;

insert into duty.travel (center_id, from_place, to_place, minutes)
select c.center_id, least(a.place_id, b.place_id), greatest(a.place_id, b.place_id), t.minutes::integer
from c, seed_travel t
join duty.place a on a.name = t.from_place
join duty.place b on b.name = t.to_place
where a.center_id = c.center_id and b.center_id = c.center_id;

insert into duty.org_unit (center_id, kind, code, name, place_id, area_id, phone, email, valid)
select c.center_id, o.kind, o.code, o.name, p.place_id, a.area_id, nullif(o.phone, ''),
       nullif(o.email, ''), daterange(o.valid_from::date, nullif(o.valid_to, '')::date)
from c cross join seed_org_unit o
left join duty.place p on p.center_id = c.center_id and p.name = o.place
left join duty.area a on a.center_id = c.center_id and a.name = o.area;

update duty.org_unit u set parent_id = p.org_id
from c, seed_org_unit o, duty.org_unit p
where u.center_id = c.center_id and u.code = o.code and p.center_id = c.center_id and p.code = o.parent;

insert into duty.org_succession (center_id, from_org, to_org, kind, at)
select c.center_id, f.org_id, t.org_id, s.kind, s.at::date
from c cross join seed_org_succession s
join duty.org_unit f on f.code = s.from_org
join duty.org_unit t on t.code = s.to_org
where f.center_id = c.center_id and t.center_id = c.center_id;

insert into duty.org_alias (center_id, alias, org_id)
select c.center_id, s.alias, o.org_id
from c cross join seed_org_alias s
join duty.org_unit o on o.code = s.org
where o.center_id = c.center_id;

-- The login name ties the rows of the CSV files together; the database numbers the people.
create temporary table seeded_person as
select s.*, nextval(pg_get_serial_sequence('duty.person', 'person_id')) as person_id from seed_person s;

insert into duty.person (center_id, person_id, full_name, language, takes_invitations)
    overriding system value
select c.center_id, s.person_id, s.name, s.language, s.invitations = 'yes' from c, seeded_person s;

insert into duty.contact (center_id, person_id, channel, address, verified_at)
select c.center_id, s.person_id, v.channel, v.address, c.today
from c cross join seeded_person s
cross join lateral (values ('sms', s.phone), ('mail', s.email)) v(channel, address)
where v.address <> '';

insert into duty.account (center_id, person_id, login, password_hash, role, org_id)
select c.center_id, p.person_id, a.login, '*', a.role, o.org_id
from c cross join seed_account a
join seeded_person p on p.login = a.login
left join duty.org_unit o on o.center_id = c.center_id and o.code = a.org;

create temporary table seeded_provider as
select s.*, p.person_id, nextval(pg_get_serial_sequence('duty.provider', 'provider_id')) as provider_id
from seed_provider s join seeded_person p using (login);

insert into duty.provider (center_id, provider_id, person_id, class, branch_id, home_place, share, first_day)
    overriding system value
select c.center_id, s.provider_id, s.person_id, s.class, b.org_id, h.place_id, s.share::integer,
       s.valid_from::date
from c cross join seeded_provider s
join duty.org_unit b on b.code = s.branch
join duty.place h on h.name = s.home
where b.center_id = c.center_id and h.center_id = c.center_id;

-- valid_to may be "+15": the fifteenth day of the month to be rostered.
insert into duty.credential (center_id, provider_id, kind, number, valid)
select c.center_id, s.provider_id, s.credential, s.number, daterange(s.valid_from::date,
       case when s.valid_to like '+%' then c.first + s.valid_to::integer else nullif(s.valid_to, '')::date end)
from c, seeded_provider s;

insert into duty.provider_skill (center_id, provider_id, skill)
select c.center_id, s.provider_id, k
from c, seeded_provider s, unnest(string_to_array(nullif(s.skills, ''), '|')) k;

insert into duty.area_charge (center_id, provider_id, area_id, valid)
select c.center_id, s.provider_id, a.area_id, daterange('2025-07-01', null)
from c cross join seeded_provider s
join duty.area a on a.name = s.area
where a.center_id = c.center_id;

-- from_day is counted from the first of the month to be rostered, or it is today.
insert into duty.absence (center_id, provider_id, during, kind, state, note, asked_at)
select c.center_id, s.provider_id,
       tstzrange(f.day::timestamp at time zone c.zone,
                 (f.day + x.days::integer)::timestamp at time zone c.zone), x.kind, x.state, x.note, c.today
from c cross join seed_absence x join seeded_provider s using (login)
cross join lateral (select case x.from_day when 'today' then c.today
    else c.first + x.from_day::integer end as day) f;

insert into duty.provider_conflict (center_id, provider_id, org_id, valid, reason)
select c.center_id, s.provider_id, o.org_id, daterange('2025-07-01', null), x.reason
from c cross join seed_provider_conflict x join seeded_provider s using (login)
join duty.org_unit o on o.center_id = c.center_id and o.code = x.org;

insert into duty.preference (center_id, provider_id, day, weight)
select c.center_id, s.provider_id, c.first + x.day::integer, x.weight::integer
from c cross join seed_preference x join seeded_provider s using (login);

insert into duty.ledger_entry (center_id, provider_id, cause, point_kind, points, on_day, made_at)
select c.center_id, s.provider_id, 'opening', x.kind, x.points::integer, c.today, duty.now()
from c cross join seed_ledger x join seeded_provider s using (login);

insert into duty.duty_post (center_id, kind, org_id, area_id, place_id, name)
select c.center_id, x.kind, o.org_id, a.area_id, p.place_id, x.name
from c cross join seed_duty_post x
left join duty.org_unit o on o.center_id = c.center_id and o.code = x.org
left join duty.area a on a.center_id = c.center_id and a.name = x.area
left join duty.place p on p.center_id = c.center_id and p.name = x.place;

insert into duty.demand_rule (center_id, post_id, role, day_types, rrule, dtstart, dates_until, starts,
    ends, needed, skills, points, priority, per_cases, valid)
select c.center_id, p.post_id, x.role, string_to_array(x.day_types, '|'), r.rrule,
       case when r.rrule <> '' then date '2025-07-01' end, case when r.rrule <> '' then date '2035-07-01' end,
       x.starts::time, x.ends::time, x.needed::integer,
       coalesce(string_to_array(nullif(x.skills, ''), '|'), '{}'), x.points::integer, x.priority::integer,
       nullif(x.per_cases, '')::integer, daterange('2025-07-01', null)
from c cross join seed_demand_rule x
cross join lateral (select nullif(x.rrule, '') as rrule) r
join duty.duty_post p on p.name = x.post
where p.center_id = c.center_id;

-- Seeded recurrences are of weekdays and months only; others are for dutyparse to work out.
insert into duty.demand_date (center_id, rule_id, day)
select r.center_id, r.rule_id, g::date
from duty.demand_rule r join c using (center_id)
cross join generate_series(r.dtstart, r.dates_until - 1, interval '1 day') g
where (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[extract(isodow from g)]
        = any (string_to_array(substring(r.rrule from 'BYDAY=([A-Z,]+)'), ','))
    and coalesce(extract(month from g)::text
        = any (string_to_array(substring(r.rrule from 'BYMONTH=([0-9,]+)'), ',')), true);

insert into duty.legal_case (center_id, code, court_id, provider_id)
select c.center_id, x.code, o.org_id, s.provider_id
from c cross join seed_legal_case x
join duty.org_unit o on o.code = x.court
join seeded_provider s on s.login = x.login
where o.center_id = c.center_id;

create temporary view seeded_case as
select l.center_id, l.case_id, o.code as court, l.code
from c join duty.legal_case l on l.center_id = c.center_id
join duty.org_unit o on o.center_id = l.center_id and o.org_id = l.court_id;

insert into duty.party (center_id, case_id, role, side, name, is_client, needs)
select l.center_id, l.case_id, x.role, nullif(x.side, '')::integer, x.name, coalesce(x.is_client, '') = '1',
       coalesce(string_to_array(nullif(x.needs, ''), '|'), '{}')
from seeded_case l join seed_party x on x.court = l.court and x.code = l.code;

insert into duty.case_officer (center_id, case_id, role, name)
select l.center_id, l.case_id, x.role, x.name
from seeded_case l join seed_case_officer x on x.court = l.court and x.code = l.code;

insert into duty.assignment_decision (center_id, case_id, provider_id, number, signed_on, signed_by, decided_at)
select l.center_id, l.case_id, s.provider_id, x.number, c.today - x.days_ago::integer,
       'Giám đốc Trung tâm', duty.now()
from c, seeded_case l
join seed_assignment_decision x on x.court = l.court and x.code = l.code
join seeded_provider s on s.login = x.login;

insert into duty.audit_head (center_id, seq, hash) select center_id, 0, repeat('0', 64) from c
on conflict do nothing;

drop view seeded_case, c;
drop table seeded_person, seeded_provider;
