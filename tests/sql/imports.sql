-- Lists from courts: what a row would do is shown first, and done exactly so.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
-- A list as the parser gives it: code, date, time, room, court of each row.
create function pg_temp.list(variadic p_rows text[]) returns jsonb language sql as $$
    select jsonb_build_object('format', 'csv', 'sheets', '[]'::jsonb, 'rows', jsonb_agg(jsonb_build_object('sheet',
        'S',
        'row', i + 1, 'errors', '[]'::jsonb, 'fields', jsonb_build_object('case_code', nullif(split_part(r, '|', 1),
            ''),
            'date', nullif(split_part(r, '|', 2), ''), 'time', nullif(split_part(r, '|', 3), ''), 'end_time', null,
            'room', nullif(split_part(r, '|', 4), ''), 'court', nullif(split_part(r, '|', 5), ''))) order by i))
    from unnest(p_rows) with ordinality x(r, i)
$$;
create function pg_temp.preview(p_list jsonb, p_court text default '') returns text language sql as $$
    select duty.import_preview(p_court, 'danh sách.csv', repeat('a', 64), p_list) ->> 'batch_id'
$$;
create function pg_temp.verdicts(p_batch text) returns text language sql as $$
    select string_agg(verdict, ' ' order by n) from duty.import_row where batch_id = p_batch::bigint
$$;
select duty_test.sign_in('thuky.kv1', 'hearing.import');

create temporary table b as select pg_temp.list('1/2027|2027-03-10|07:30|P1', '1/2027|2027-03-20|07:30|P1',
    '2/2027|2027-03-10|08:00', '3/2027|2027-03-10', '2/2027|2027-03-10|08:00',
        '4/2027|2027-03-11|07:30|P2|Trụ sở cũ') as list,
    ''::text as id;
update b set id = pg_temp.preview(list);
select duty_test.same(pg_temp.verdicts(id), 'new new new bad bad new', 'each row says what it would do') from b;
select duty_test.same(count(*), 0::bigint, 'a preview changes nothing') from duty.hearing;
select duty_test.same(array_agg(e ->> 'key' order by n), array['error.field.required', 'intake.error.duplicate_row'],
    'bad rows say why') from duty.import_row, jsonb_array_elements(errors) e;
select duty_test.same(duty.import_commit(id) - 'batch_id',
    '{"new": 4, "changed": 0, "cancelled": 0, "same": 0, "conflict": 0, "bad": 2, "rows": 6, "told": 0}'::jsonb,
    'committing does what was shown') from b;
select duty_test.same(count(*), 4::bigint, 'the hearings are there') from duty.hearing;
select duty_test.same(room, 'Trụ sở cũ, P2', 'another name in the court column of one court''s list leads the room')
    from duty.hearing join duty.legal_case using (center_id, case_id) where code = '4/2027';
select duty_test.refused(format('select duty.import_commit(%L)', id), 'error.import.done',
    'a list is committed once') from b;
update b set id = pg_temp.preview(list);
select duty_test.same(pg_temp.verdicts(id), 'same same same bad bad same', 'the same list again changes nothing')
    from b;
create temporary table v as select hearing_id, sequence from duty.hearing;
select duty.import_commit(id) from b;
select duty_test.same(count(*), 4::bigint, 'indeed nothing') from duty.hearing join v using (hearing_id, sequence);

-- Moves: the same day is the same hearing; another day only when there is no doubt.
update b set id = pg_temp.preview(pg_temp.list('1/2027|2027-03-10|09:00|P1', '2/2027|2027-03-15|08:00',
    '1/2027|2027-03-25|07:30',
    '4/2027|2027-03-11|07:30'));
select duty_test.same(pg_temp.verdicts(id), 'changed changed changed same', 'a later list moves hearings') from b;
select duty_test.same(concat_ws(' ', c ->> 'field', c ->> 'before', c ->> 'after'), 'time 07:30 09:00',
    'and names what changes') from b,
    jsonb_array_elements(duty.page_import(id) -> 'rows') r, jsonb_array_elements(r -> 'changes') c
    where r ->> 'n' = '1';
create temporary table b2 as select pg_temp.preview(pg_temp.list('2/2027|2027-03-16|08:00',
    '4/2027|2027-03-09|07:30')) as id;
select duty.import_commit(id) from b;
select duty_test.same(array_agg(starts order by starts), array['2027-03-10 09:00', '2027-03-11 07:30',
    '2027-03-15 08:00', '2027-03-25 07:30']::timestamp[],
    'moved, not doubled') from duty.hearing;
select duty_test.same(array_agg(sequence order by starts), '{1,0,1,1}', 'each moved once') from duty.hearing;
select duty_test.refused(format('select duty.import_commit(%L)', id), 'error.import.stale',
    'a preview overtaken by another change is refused') from b2;
select duty.import_discard(id) from b2;
select duty_test.refused(format('select duty.import_commit(%L)', id), 'error.import.done',
    'a discarded list cannot be committed') from b2;
update b set id = pg_temp.preview(pg_temp.list('1/2027|2027-04-01|07:30'));
select duty_test.same(pg_temp.verdicts(id), 'new', 'with two hearings to choose from, a third day is a new one')
    from b;

-- A list sent again changes nothing and tells nobody, whatever has become of its hearings.
create function pg_temp.sent(variadic p_rows text[]) returns text language sql as $$
    select concat_ws(' ', d ->> 'new', d ->> 'changed', d ->> 'same', d ->> 'conflict', d ->> 'told')
    from duty.import_commit(pg_temp.preview(pg_temp.list(variadic p_rows))) d
$$;
create function pg_temp.said(p_code text) returns text language sql as $$
    select string_agg(concat_ws(' ', to_char(h.starts, 'DD/MM HH24:MI'), h.room, h.state), ', '
        order by h.hearing_id)
    from duty.hearing h join duty.legal_case l using (center_id, case_id) where l.code = p_code
$$;
create function pg_temp.form(p_code text, p_fields jsonb) returns text language sql as $$
    select duty.hearing_put(max(h.hearing_id), p_fields, null) ->> 'severity'
    from duty.hearing h join duty.legal_case l using (center_id, case_id) where l.code = p_code
$$;
create temporary table again as select array['51/2027|2027-03-10|07:30|P1', '52/2027|2027-03-10|07:30|P1',
    '53/2027|2027-03-10|07:30|P1', '54/2027|2027-03-10|07:30|P1', '55/2027|2027-03-10|07:30|P1'] as rows;
select duty_test.same(pg_temp.sent(variadic rows), '5 0 0 0 0', 'a list') from again;
select pg_temp.form('51/2027', '{"state": "adjourned", "reason": "vắng"}'),
    pg_temp.form('52/2027', '{"state": "cancelled", "reason": "rút đơn"}'),
    pg_temp.form('53/2027', '{"state": "held"}'),
    pg_temp.form('54/2027', '{"starts": "2027-03-17 07:30", "ends": "2027-03-17 11:00"}');
select duty_test.same(pg_temp.sent(variadic rows), '0 0 5 0 0',
    'the same list again makes no second hearing of one adjourned, cancelled, held or moved by the form') from again;
select duty_test.same(pg_temp.sent('51/2027|2027-03-10|08:00|P1', '52/2027|2027-03-10|07:30|P2',
    '53/2027|2027-03-10|07:30|P1', '55/2027|2027-03-10|07:30|P1'), '0 0 2 2 0',
    'a list that still has on what the form called off is asked about, not believed');
select duty_test.same(pg_temp.said('51/2027') || '; ' || pg_temp.said('52/2027'),
    '10/03 07:30 P1 adjourned; 10/03 07:30 P1 cancelled', 'what the form said stays');

-- A later week's list moves nothing of this week.
select duty_test.same(pg_temp.sent('56/2027|2027-03-03|07:30|P1') || ' / '
    || pg_temp.sent('56/2027|2027-03-10|07:30|P1', '57/2027|2027-03-12|07:30|P1'), '1 0 0 0 0 / 2 0 0 0 0',
    'a list of other days makes a second hearing: it says nothing of the first one''s day');
select duty_test.same(pg_temp.said('56/2027'), '03/03 07:30 P1 scheduled, 10/03 07:30 P1 scheduled', 'both are on');
update b set id = pg_temp.preview(pg_temp.list('57/2027|2027-03-19|07:30|P1', '59/2027|2027-03-19|07:30|P1'));
select duty_test.same(jsonb_agg(r -> 'other_day' order by r -> 'row'), '["2027-03-12T07:30", null]',
    'the preview points out that its case has a hearing on another day')
    from b, jsonb_array_elements(duty.page_import(id) -> 'rows') r;
select duty_test.same(pg_temp.sent('57/2027|2027-03-15|07:30|P1', '58/2027|2027-03-12|09:30|P1'), '1 1 0 0 0',
    'a list that covers the old day moves the hearing');
select duty_test.same(pg_temp.sent('58/2027|2027-03-12|09:30|P1', '58/2027|2027-03-12|13:30|P2') || ' / '
    || pg_temp.sent('58/2027|2027-03-12|13:30|P1', '58/2027|2027-03-12|09:30|P2'), '1 0 1 0 0 / 0 2 0 0 0',
    'two rows that swap their rooms change two hearings');

-- What the form would not take is named, not found out at the end.
update b set id = pg_temp.preview(pg_temp.list(repeat('8', 101) || '|2027-04-01|07:30',
    '9/2027|2027-04-01|07:30|' || repeat('P', 301)));
select duty_test.same(string_agg(e ->> 'key' || ' ' || (e ->> 'field'), ', ' order by n),
    'intake.error.cell_too_long case_code, intake.error.cell_too_long room', 'cells that are too long are bad')
    from b, duty.import_row, jsonb_array_elements(errors) e where batch_id = b.id::bigint;

-- All or nothing.
update b set id = pg_temp.preview(pg_temp.list('8/2027|2027-04-01|07:30', '9/2027|2027-04-01|07:30'));
update duty.import_row set fields = fields || '{"mode": "telepathy"}' from b where batch_id = b.id::bigint and n = 2;
select duty_test.refused(format('select duty.import_commit(%L)', id), '23514',
    'a row the database refuses fails the list') from b;
select duty_test.same(count(*), 0::bigint, 'and nothing of it remains') from duty.legal_case
    where code in ('8/2027', '9/2027');

-- A coordinator's list names its courts.
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
create temporary table b3 as select pg_temp.preview(pg_temp.list('7/2027|2027-04-01|07:30||' || (select upper(name)
    from duty.org_unit
        where org_id = (select other_court from duty_test.fixed)),
    '7/2027|2027-04-01|07:30||' || (select '  ' || alias || ' '
        from duty.org_alias order by alias limit 1), '7/2027|2027-04-01|07:30||Tòa lạ',
    '7/2027|2027-04-01|07:30')) as id;
select duty_test.same(pg_temp.verdicts(id), 'new new bad bad', 'courts are found by name or a known writing') from b3;
select duty_test.same(array_agg(errors -> 0 ->> 'key' order by n), array['intake.error.court_unknown',
    'error.field.required'],
    'unknown courts are named') from duty.import_row, b3 where batch_id = b3.id::bigint and verdict = 'bad';

-- A list is a clerk's to read when all of it is of the own court.
create temporary table b4 as select
    pg_temp.preview(pg_temp.list('10/2027|2027-04-02|07:30'), court::text) as own,
    pg_temp.preview(pg_temp.list('10/2027|2027-04-02|07:30', '11/2027|2027-04-02|07:30||' || name), court::text)
        as mixed
    from duty_test.fixed join duty.org_unit on org_id = other_court;
grant select on b4 to public;
select duty_test.same((r ->> 'court') is not null and r ->> 'code' = '7/2027', true,
    'the page shows docket number and court')
    from b3, jsonb_array_elements(duty.page_import(id) -> 'rows') r
    where r ->> 'n' = '1';
select duty_test.sign_in('thuky.kv1', 'hearing.import');
select duty_test.refused(format('select duty.page_import(%L)', id), 'error.not_found',
    'a clerk does not see another court''s list') from b3;
select duty_test.same(jsonb_array_length(duty.page_import(own) -> 'rows'), 1,
    'a clerk reads the own court''s list whoever sent it') from b4;
select duty_test.refused(format('select duty.page_import(%L)', mixed), 'error.not_found',
    'but none with another court''s rows') from b4;

-- The door does not matter: hearings of lists tell people, too.
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
select duty_test.same((duty.import_commit(pg_temp.preview(pg_temp.list(code || '|2027-03-10|13:30'),
    court_id::text)) ->> 'told')::integer, 1,
    'the provider who follows a case is told of its hearing in a list')
    from duty.legal_case where provider_id is not null order by case_id limit 1;
rollback;
