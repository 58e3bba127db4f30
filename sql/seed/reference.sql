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

insert into duty.notice_kind (key, position, params)
select key, position::integer, string_to_array(params, '|') from seed_notice_kind
on conflict (key) do update set position = excluded.position, params = excluded.params;

delete from duty.phone_range;
insert into duty.phone_range (prefix, digits, kind, becomes, source)
select prefix, digits::integer, kind, nullif(becomes, ''), source from seed_phone_range;

delete from duty.notice_sample;
insert into duty.notice_sample (key, name, sample) select key, name, sample::jsonb from seed_notice_sample;

-- Nothing points at these; Centres have their own rows (notice_policy).
delete from duty.notice_default;
insert into duty.notice_default
select template, nullif(role, ''), nullif(severity, ''), nullif(lead_minutes, '')::integer,
       string_to_array(channels, '|')::duty.channel[], together = '1', language, confirmed = '1',
       coalesce(string_to_array(nullif(chase, ''), '|')::integer[], '{}'), nullif(climb, '')::integer,
       unknown, priority::integer, bypass = '1', bundled = '1', optional = '1', legal_basis,
       daterange(nullif(s."from", '')::date, nullif(s."to", '')::date)
from seed_notice_default s;
delete from duty.notice_word;
insert into duty.notice_word (language, word, reason) select language, word, reason from seed_notice_word;

-- Known by position: a pattern that moved is another row.
delete from duty.feed_client;
insert into duty.feed_client (position, pattern, name)
select position::integer, pattern, name from seed_feed_client;

insert into duty.intake_door (door, rank) select door, rank::integer from seed_intake_door
on conflict (door) do update set rank = excluded.rank;

-- Words as duty.incoming_words compares them.
insert into duty.reply_word (word, language)
select word, language from seed_reply_word
on conflict (word) do update set language = excluded.language;
