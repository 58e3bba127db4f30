-- Reference data from the CSV files beside this one and config/codes, which the loader has copied
-- into temporary tables seed_<file>, every column text. Loading again brings them up to date.
insert into duty.province (code, name, kind, predecessors, valid_from, legal_basis)
select code, name_vi, kind, string_to_array(predecessors, '|'), nullif(valid_from, '')::date, legal_basis
from seed_provinces
on conflict (code) do update set name = excluded.name, predecessors = excluded.predecessors,
    valid_from = excluded.valid_from, legal_basis = excluded.legal_basis;

-- A day an administrator has changed stays changed.
insert into duty.calendar_day (day, type, name, is_tet, status, source, works_for)
select date::date, type, name_vi, name_vi like 'Tết Nguyên đán%', status, note,
       nullif(works_for, '')::date
from seed_calendar_vn
where status <> 'unconfirmed'
on conflict (day) do update set works_for = excluded.works_for, source = excluded.source;

insert into duty.permission (role, action)
select role, action from seed_permission
on conflict do nothing;
delete from duty.permission p
where not exists (select from seed_permission s where (s.role, s.action) = (p.role::text, p.action));

insert into duty.rule (key, value, unit, legal_basis, valid)
select s.key, s.value::integer, s.unit, s.legal_basis,
       daterange(nullif(s."from", '')::date, nullif(s."to", '')::date)
from seed_rule s
where not exists (select from duty.rule r where r.key = s.key);

insert into duty.act_word (word, rule)
select word, rule from seed_act_word
on conflict (word) do update set rule = excluded.rule;

insert into duty.notice_template (key, channel, language, subject, body)
select key, channel, language, subject, replace(body, '\n', E'\n') from seed_notice_template
on conflict (key, channel, language) do update set subject = excluded.subject, body = excluded.body;

-- Known by position: a pattern that moved is another row.
delete from duty.feed_client;
insert into duty.feed_client (position, pattern, name)
select position::integer, pattern, name from seed_feed_client;

insert into duty.intake_door (door, rank) select door, rank::integer from seed_intake_door
on conflict (door) do update set rank = excluded.rank;
