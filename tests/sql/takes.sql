-- Documents nobody watches, and whose word counts: events keep their hearings, a better door is
-- believed, an import can be taken back.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
-- Events as the parser gives them: uid, code, date, time, room, status of each.
create function pg_temp.events(variadic p_rows text[]) returns jsonb language sql as $$
    select jsonb_build_object('format', 'ics', 'sheets', '[]'::jsonb, 'rows', coalesce(jsonb_agg(
        jsonb_build_object('sheet', '', 'row', i * 10, 'errors', '[]'::jsonb, 'uid', split_part(r, '|', 1),
        'recurrence', '', 'sequence', 0,
        'status', coalesce(nullif(split_part(r, '|', 6), ''), 'CONFIRMED'),
        'fields', jsonb_build_object('case_code', nullif(split_part(r, '|', 2), ''),
            'date', split_part(r, '|', 3), 'time', split_part(r, '|', 4),
            'room', nullif(split_part(r, '|', 5), ''), 'court', nullif(split_part(r, '|', 7), ''))) order by i), '[]'))
    from unnest(p_rows) with ordinality x(r, i)
$$;
create function pg_temp.take(variadic p_rows text[]) returns jsonb language sql as $$
    select duty.import_take('poll', 7, duty_test.own_court()::text, 'lich.ics',
        encode(sha256(convert_to(p_rows::text, 'UTF8')), 'hex'), pg_temp.events(variadic p_rows))
$$;
-- new changed cancelled same conflict bad told
create function pg_temp.did(p_done jsonb) returns text language sql as $$
    select concat_ws(' ', p_done ->> 'new', p_done ->> 'changed', p_done ->> 'cancelled', p_done ->> 'same',
        p_done ->> 'conflict', p_done ->> 'bad', p_done ->> 'told')
$$;
create function pg_temp.hearing(p_code text) returns duty.hearing language sql as $$
    select h from duty.hearing h join duty.legal_case l using (center_id, case_id)
    where l.code = p_code order by h.hearing_id limit 1
$$;
create function pg_temp.today(p_day text) returns void language plpgsql as $$
begin
    reset role;
    delete from duty.session;
    update duty.clock set shift = (p_day || ' 02:00+00')::timestamptz - now();
    perform duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
end $$;
create function pg_temp.said(p_code text) returns text language sql as $$
    select string_agg(concat_ws(' ', to_char(h.starts, 'DD/MM HH24:MI'), h.room, h.state, h.version), ', '
        order by h.hearing_id)
    from duty.hearing h join duty.legal_case l using (center_id, case_id) where l.code = p_code
$$;
select pg_temp.today('2027-02-01');

-- A calendar is taken in without anybody watching.
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-03-10|07:30|P1', 'u2|2/2027|2027-03-10|08:00|P1',
    'u3||2027-03-10|08:00|P1')), '2 0 0 0 0 1 0', 'a calendar is taken in at once');
create temporary table batches as select count(*) as n from duty.import_batch;
create temporary table changes as select count(*) as n from duty.hearing_change;
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-03-10|07:30|P1', 'u2|2/2027|2027-03-10|08:00|P1',
    'u3||2027-03-10|08:00|P1')), '0 0 0 2 0 1 0', 'the same document again does nothing');
select duty_test.same(pg_temp.did(pg_temp.take('u3||2027-03-10|08:00|P1', 'u2|2/2027|2027-03-10|08:00|P1',
    'u1|1/2027|2027-03-10|07:30|P1')), '0 0 0 2 0 1 0', 'nor the same events written otherwise');
select duty_test.same((select count(*) from duty.import_batch), n, 'and leaves no batch behind') from batches;
select duty_test.same((select count(*) from duty.hearing_change), n, 'nor a version') from changes;

-- A docket number is one, however it is written.
select duty_test.same(duty.docket_number(said), kept, format('"%s" is case %s', said, kept)) from (values
    ('13/2027/TLST - HS', '13/2027/TLST-HS'), ('13/2027/TLST–HS', '13/2027/TLST-HS'),
    ('13/2027/TLST — hs', '13/2027/TLST-HS'), ('13/2027/tlst-hngđ', '13/2027/TLST-HNGĐ'),
    (' 13 / 2027/TLST-HS ', '13/2027/TLST-HS'), ('Vụ  45', 'Vụ 45')) x(said, kept);
savepoint dockets;
select duty_test.same(pg_temp.did(pg_temp.take('d1|13/2027/TLST - HS|2027-03-11|07:30|P1')), '1 0 2 0 0 0 0',
    'a calendar names a case with blanks');
select duty_test.same(duty_test.save((pg_temp.hearing('13/2027/TLST-HS')).hearing_id, p_code => '13/2027/tlst–hs',
    p_date => '2027-03-11') ->> 'hearing_id', (pg_temp.hearing('13/2027/TLST-HS')).hearing_id::text,
    'a form names the same case in small letters with a dash');
select duty_test.same(count(*), 1::bigint, 'it stays one case') from duty.legal_case where code ~* '^13/2027';
rollback to dockets;

-- Events keep their hearing, whatever changes of them.
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-04-20|09:30|P2', 'u2|3/2027|2027-03-10|08:00|P1')),
    '0 2 0 0 0 0 0', 'an event moved a month or given another docket number is the same hearing');
select duty_test.same((pg_temp.hearing('1/2027')).starts, '2027-04-20 09:30'::timestamp, 'it is moved');
select duty_test.same((pg_temp.hearing('3/2027')).sequence, 1, 'and its sequence rises');
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-04-20|09:30|P2',
    'u2|3/2027|2027-03-10|08:00|P1|CANCELLED')), '0 0 1 1 0 0 0', 'a cancelled event cancels');
select duty_test.same((pg_temp.hearing('3/2027')).state, 'cancelled', 'its hearing');
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-04-20|09:30|P2', 'u2|3/2027|2027-03-10|08:00|P1')),
    '0 1 0 1 0 0 0', 'and one confirmed again is on the list again');
select duty_test.same((pg_temp.hearing('3/2027')).state, 'scheduled', 'with the hearing it had');
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-04-20|09:30|P2')), '0 0 1 1 0 0 0',
    'an event that has gone from the calendar is cancelled');
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-04-20|09:30|P2', 'u2||2027-03-10|08:00|P1')),
    '0 0 0 1 0 1 0', 'one that is there and cannot be read is not');
select duty_test.same(pg_temp.did(pg_temp.take('u1|1/2027|2027-04-20|09:30|P2', 'u9|3/2027|2027-03-10|08:00|P1')),
    '1 0 0 1 0 0 0', 'one that comes back under another number is new');
select duty_test.same(pg_temp.did(pg_temp.take('x1|1/2027|2027-04-20|09:30|P3', 'u9|3/2027|2027-03-10|08:00|P1')),
    '0 1 0 1 0 0 0', 'one that changes its number alone keeps its hearing');

-- A past event may go: nobody attends it any more.
select pg_temp.today('2027-03-20');
select duty_test.same(pg_temp.did(pg_temp.take('x1|1/2027|2027-04-20|09:30|P3')), '0 0 0 2 0 0 0',
    'what has passed and is dropped from the calendar stays as it was');
select pg_temp.today('2027-02-01');

-- A calendar that is suddenly nearly empty has been broken.
select pg_temp.take('x1|1/2027|2027-04-20|09:30|P3', 'm1|11/2027|2027-04-01|07:30', 'm2|12/2027|2027-04-01|07:30',
    'm3|13/2027|2027-04-01|07:30', 'm4|14/2027|2027-04-01|07:30', 'm5|15/2027|2027-04-01|07:30');
select duty_test.same(pg_temp.did(pg_temp.take('x1|1/2027|2027-04-20|09:30|P3')), '0 0 0 1 5 0 0',
    'most of a calendar gone at once is asked about, not believed');
select duty_test.same((pg_temp.hearing('13/2027')).state, 'scheduled', 'the hearings stay on');
select duty_test.same(pg_temp.did(pg_temp.take('x1|1/2027|2027-04-20|09:30|P4')), '0 1 0 0 0 0 0',
    'and it is asked once');

-- A better door is believed.
create temporary table f as select (duty_test.save(null, '2027-05-10', '07:30', 'Phòng 5', p_provider => null,
    p_code => '21/2027') ->> 'hearing_id')::bigint as id;
select duty_test.same(pg_temp.did(pg_temp.take('x1|1/2027|2027-04-20|09:30|P4', 'c1|21/2027|2027-05-10|08:30|Phòng 5')),
    '0 0 0 1 1 0 0', 'a calendar does not overrule the form');
select duty_test.same((pg_temp.hearing('21/2027')).starts::time, '07:30'::time, 'what the form said stays');
select duty_test.same(pg_temp.did(pg_temp.take('c1|21/2027|2027-05-10|08:30|Phòng 5', 'x1|1/2027|2027-04-20|09:30|P4')),
    '0 0 0 2 0 0 0', 'and it is asked once');
select duty_test.same(pg_temp.did(pg_temp.take('c1|21/2027|2027-05-10|07:30|Phòng 5', 'x1|1/2027|2027-04-20|09:30|P4')),
    '0 0 0 2 0 0 0', 'once the calendar agrees');
select duty_test.same((select count(*) from duty.hearing_conflict join f on hearing_id = id where state = 'open'),
    0::bigint, 'nothing is left to ask');
select duty_test.same(pg_temp.did(pg_temp.take('c1|21/2027|2027-05-11|07:30|Phòng 5', 'x1|1/2027|2027-04-20|09:30|P4')),
    '0 1 0 1 0 0 0', 'and its later news is believed');

-- Taken: a person's word, and the calendar goes on from there.
select duty_test.same(pg_temp.did(pg_temp.take('c2|22/2027|2027-05-12|07:30|Phòng 5')), '1 0 2 0 0 0 0', 'prelude');
select duty_test.save((pg_temp.hearing('22/2027')).hearing_id, '2027-05-12', '09:00', 'Phòng 5', p_provider => null,
    p_code => '22/2027');
select duty_test.same(pg_temp.did(pg_temp.take('c2|22/2027|2027-05-12|10:00|Phòng 5')), '0 0 0 0 1 0 0',
    'the form moved a calendar''s hearing: its own later move is asked about');
create temporary table q as select conflict_id::text as id from duty.hearing_conflict where state = 'open'
    and hearing_id = (pg_temp.hearing('22/2027')).hearing_id;
select duty_test.same(c ->> 'after', '10:00', 'the queue shows both words') from q,
    jsonb_array_elements(duty.page_queue() -> 'conflicts') f, jsonb_array_elements(f -> 'changes') c
    where f ->> 'conflict_id' = id;
select duty.conflict_settle(id, 'take') from q;
select duty_test.same((pg_temp.hearing('22/2027')).starts::time, '10:00'::time, 'the news is taken');
select duty_test.refused(format('select duty.conflict_settle(%L, ''keep'')', id), 'error.not_found',
    'a conflict is settled once') from q;
select duty_test.same(pg_temp.did(pg_temp.take('c2|22/2027|2027-05-12|10:30|Phòng 5')), '0 1 0 0 0 0 0',
    'from then on the calendar is heard again');

-- What only adds to a better door's word is no contradiction.
select duty_test.save(null, '2027-05-20', '07:30', '', p_provider => null, p_code => '23/2027');
select duty_test.same(pg_temp.did(pg_temp.take('c2|22/2027|2027-05-12|10:30|Phòng 5',
    'c3|23/2027|2027-05-20|07:30|Phòng 9')), '0 1 0 1 0 0 0', 'a room the form left empty is filled in');

-- An import is taken back whole.
create function pg_temp.api(variadic p_rows text[]) returns jsonb language sql as $$
    select duty.import_take('api', 3, duty_test.own_court()::text, '',
        encode(sha256(convert_to(p_rows::text, 'UTF8')), 'hex'), pg_temp.events(variadic p_rows))
$$;
select pg_temp.api('k1|31/2027|2027-06-01|07:30|P1', 'k2|32/2027|2027-06-01|08:30|P1');
create temporary table u as select pg_temp.api('k1|31/2027|2027-06-01|09:30|P1', 'k2|32/2027|2027-06-01|08:45|P2',
    'k3|33/2027|2027-06-01|08:30|P1') as done;
select duty_test.same(pg_temp.did(done), '1 2 0 0 0 0 0', 'an import that makes and changes') from u;
select duty_test.save((pg_temp.hearing('32/2027')).hearing_id, '2027-06-01', '10:00', 'P2', p_provider => null,
    p_code => '32/2027', p_end => '12:00');
create temporary table undone as select duty.import_undo(done ->> 'batch_id') as did from u;
select duty_test.same(did ->> 'undone' || ' ' || jsonb_array_length(did -> 'kept'), '2 1',
    'is undone but for what somebody changed since') from undone;
select duty_test.same((h).state || ' ' || (h).starts, 'scheduled 2027-06-01 07:30:00', 'what it changed is as before')
    from pg_temp.hearing('31/2027') h;
select duty_test.same((h).state, 'cancelled', 'what it made is cancelled') from pg_temp.hearing('33/2027') h;
select duty_test.same((h).starts::time, '10:00'::time, 'what a person changed since stays')
    from pg_temp.hearing('32/2027') h;
select duty_test.refused(format('select duty.import_undo(%L)', done ->> 'batch_id'), 'error.import.not_done',
    'it is undone once') from u;
select duty_test.same(pg_temp.did(pg_temp.api('k3|33/2027|2027-06-01|08:30|P1', 'k1|31/2027|2027-06-01|09:30|P1')),
    '0 2 0 0 0 0 0', 'and may be sent again: the hearings come back with the numbers they had');
select duty_test.same((h).state || ' ' || (h).sequence, 'scheduled 2', 'their sequence rises each time')
    from pg_temp.hearing('33/2027') h;

-- A court nobody knows is matched once; what waited for it is taken in.
create function pg_temp.courts() returns jsonb language sql as $$
    select duty.import_take('poll', 8, '', 'c.ics',
        encode(sha256(convert_to(duty.now()::text || random(), 'UTF8')), 'hex'),
        pg_temp.events('w1|41/2027|2027-06-02|07:30|P1||TAND  Quận Lạ', 'w2|42/2027|2027-06-02|07:30|P1||tand quận lạ',
            'w3|43/2027|2027-06-02|07:30|P1||Tòa án Nha Trang'))
$$;
select duty_test.same(pg_temp.did(pg_temp.courts()), '0 0 0 0 0 3 0', 'rows of courts nobody knows wait');
select duty_test.same((select jsonb_agg(jsonb_build_array(c ->> 'said', c -> 'waiting') order by c ->> 'said')
    from jsonb_array_elements(duty.page_queue() -> 'courts') c),
    '[["TAND  Quận Lạ", 2], ["Tòa án Nha Trang", 1]]', 'each court stands in the queue once');
select duty_test.same(pg_temp.did(pg_temp.courts()), '0 0 0 0 0 3 0', 'nothing is said twice');
select duty.court_match(duty.name_key('TAND Quận Lạ'), duty_test.own_court()::text);
select duty_test.same((pg_temp.hearing('41/2027')).hearing_id, null::bigint,
    'matched, a polled calendar is asked again: what it held once may not be true any more');
select duty.court_match(duty.name_key('Tòa án Nha Trang'), '');
select duty_test.same(jsonb_array_length(duty.page_queue() -> 'courts'), 0,
    'one that is not ours is not asked about again');
select duty_test.same(pg_temp.did(pg_temp.courts()), '2 0 0 0 0 1 0', 'then its rows are taken in');
select duty_test.same(pg_temp.did(pg_temp.courts()), '0 0 0 2 0 1 0', 'once');

-- An upload that waited for a court is taken in as its source said it last.
create function pg_temp.late(p_sha text, variadic p_rows text[]) returns text language sql as $$
    select pg_temp.did(duty.import_take('api', 9, '', '', repeat(p_sha, 64), pg_temp.events(variadic p_rows)))
$$;
select pg_temp.late('a', 'v1|44/2027|2027-06-10|07:30|P1||Tòa xa'),
    pg_temp.late('b', 'v1|44/2027|2027-06-17|07:30|P1||Tòa xa', 'v2|45/2027|2027-06-17|07:30|P1||Tòa xa');
select duty.court_match((select name from duty.court_unknown where said = 'Tòa xa'), duty_test.own_court()::text);
select duty_test.same(pg_temp.said('44/2027') || '; ' || pg_temp.said('45/2027'),
    '17/06 07:30 P1 scheduled 1; 17/06 07:30 P1 scheduled 1', 'matched, the newest word of each is taken in, at once');

-- What is cancelled makes room, what is moved makes room.
create function pg_temp.own(p_source integer, variadic p_rows text[]) returns text language sql as $$
    select pg_temp.did(duty.import_take('poll', p_source, duty_test.own_court()::text, 'lich.ics',
        encode(sha256(convert_to(p_rows::text, 'UTF8')), 'hex'), pg_temp.events(variadic p_rows)))
$$;
select duty_test.same(pg_temp.own(20, 'u1|61/2027|2027-03-10|07:30|P1') || ' / '
    || pg_temp.own(20, 'u9|61/2027|2027-03-10|07:30|P1', 'u1|61/2027|2027-03-10|07:30|P1|CANCELLED'),
    '1 0 0 0 0 0 0 / 1 0 1 0 0 0 0', 'an event may be replaced by another of the same hour');
select duty_test.same(pg_temp.said('61/2027'), '10/03 07:30 P1 cancelled 2, 10/03 07:30 P1 scheduled 1',
    'the replacement is on');
select duty_test.same(pg_temp.own(21, 'b1|62/2027|2027-03-11|07:30|P1', 'b2|62/2027|2027-03-12|07:30|P1') || ' / '
    || pg_temp.own(21, 'b1|62/2027|2027-03-12|07:30|P1', 'b2|62/2027|2027-03-13|07:30|P1'),
    '2 0 0 0 0 0 0 / 0 2 0 0 0 0 0', 'a hearing may take the hour of one that is moved on in the same calendar');
select duty_test.same(pg_temp.said('62/2027'), '12/03 07:30 P1 scheduled 2, 13/03 07:30 P1 scheduled 2',
    'each is moved');
select duty.import_undo(max(batch_id)::text) from duty.import_batch;
select duty_test.same(pg_temp.said('62/2027'), '11/03 07:30 P1 scheduled 3, 12/03 07:30 P1 scheduled 3',
    'and such a chain is undone whole');
select duty_test.same(pg_temp.own(22, 'a1|63/2027|2027-03-11|07:30|P1', 'a2|63/2027|2027-03-11|13:30|P1') || ' / '
    || pg_temp.own(22, 'a1|63/2027|2027-03-11|13:30|P1', 'a2|63/2027|2027-03-11|07:30|P1'),
    '2 0 0 0 0 0 0 / 0 0 0 2 0 0 0', 'two events of a case that swap their hours change nothing');
select duty_test.same(pg_temp.said('63/2027'), '11/03 07:30 P1 scheduled 1, 11/03 13:30 P1 scheduled 1',
    'both hours are on');
select duty_test.same(pg_temp.own(22, 'a1|63/2027|2027-03-11|15:30|P1', 'a2|63/2027|2027-03-11|07:30|P1'),
    '0 1 0 1 0 0 0', 'and from then on each event is the hearing of its new hour');
select duty_test.same(pg_temp.said('63/2027'), '11/03 07:30 P1 scheduled 1, 11/03 15:30 P1 scheduled 2',
    'that alone is moved');

-- An hour that was taken may be free the next time.
select duty_test.same(pg_temp.own(23, 'h1|64/2027|2027-03-11|07:30|P1', 'h2|64/2027|2027-03-11|09:30|P1',
    'h0|65/2027|2027-03-11|07:30|P1'), '3 0 0 0 0 0 0', 'prelude');
select pg_temp.own(24, 'j1|64/2027|2027-03-18|07:30|P1');
create function pg_temp.blocked() returns text language sql as $$
    select pg_temp.own(24, 'j1|64/2027|2027-03-11|07:30|P1', 'j2|66/2027|2027-03-11|07:30|P1')
$$;
select duty_test.same(pg_temp.blocked(), '1 0 0 0 0 1 0', 'a row whose hour is taken is bad, the others stand');
create temporary table blocked as select max(batch_id) as id from duty.import_batch;
select duty_test.same(pg_temp.blocked(), '0 0 0 1 0 1 0', 'the same document is the same while the hour is taken');
select duty_test.same(max(batch_id), (select id from blocked), 'and leaves no batch behind') from duty.import_batch;
select pg_temp.own(23, 'h1|64/2027|2027-03-11|07:30|P1|CANCELLED', 'h2|64/2027|2027-03-11|09:30|P1',
    'h0|65/2027|2027-03-11|07:30|P1');
select duty_test.same(pg_temp.blocked(), '0 1 0 1 0 0 0', 'once the hour is free, the same document is believed');

-- One row that the database refuses does not keep the others out.
select duty_test.same(pg_temp.own(25, 'p1|67/2027|2027-03-10|07:30|P1', 'p2|68/2027|2027-03-10|23:59|P1'),
    '1 0 0 0 0 1 0', 'an event without an end in the last minute of a day is bad, the others are taken in');
select duty_test.same(errors -> 0 ->> 'field', 'time', 'and says why') from duty.import_row
    where uid = 'p2' and verdict = 'bad';
select duty_test.same(pg_temp.did(duty.import_take('api', 25, duty_test.own_court()::text, '', repeat('c', 64),
    jsonb_set(pg_temp.events('p3|69/2027|2027-03-10|07:30|P1', 'p4|70/2027|2027-03-10|07:30|P1'),
        '{rows,1,fields,mode}', '"telepathy"'))), '1 0 0 0 0 1 0', 'nor does a word the database does not know');
select duty_test.same(pg_temp.said('69/2027') || coalesce(pg_temp.said('70/2027'), ''),
    '10/03 07:30 P1 scheduled 1', 'the good row stands, nothing of the bad one does');

-- A new hearing keeps the state a program gives it.
select duty_test.same(pg_temp.did(duty.import_take('api', 25, duty_test.own_court()::text, '', repeat('d', 64),
    jsonb_set(pg_temp.events('p5|71/2027|2027-03-10|07:30|P1'), '{rows,0,fields,state}', '"adjourned"'))),
    '1 0 0 0 0 0 0', 'a hearing may be new and adjourned');
select duty_test.same(pg_temp.said('71/2027'), '10/03 07:30 P1 adjourned 1', 'and is not on');

-- The form puts a hearing off and gives it a new date; the calendar then says the same.
select pg_temp.own(26, 'o1|72/2027|2027-02-10|07:30|P1');
select duty.hearing_put(null, jsonb_build_object('court_id', duty_test.own_court(), 'code', '72/2027', 'starts',
    '2027-02-20 08:00', 'ends', '2027-02-20 11:30', 'room', 'P1', 'follows_id', duty.hearing_put(h.hearing_id,
    '{"state": "adjourned"}', null) -> 'hearing_id'), null) from pg_temp.hearing('72/2027') h;
select duty_test.same(pg_temp.own(26, 'o1|72/2027|2027-02-20|08:00|P1'), '0 0 0 1 0 0 0',
    'an event moved to the day its hearing goes on is that hearing');
select duty_test.same(pg_temp.own(26, 'o1|72/2027|2027-02-20|09:00|P4'), '0 1 0 0 0 0 0',
    'and what the calendar says of it later reaches it');
select duty_test.same(pg_temp.said('72/2027'), '10/02 07:30 P1 adjourned 2, 20/02 09:00 P4 scheduled 2',
    'no third hearing is made');

-- What was kept is kept; what nobody contradicts is believed.
select pg_temp.own(27, 'k1|74/2027|2027-02-11|07:30|P1');
select duty.hearing_put(h.hearing_id, '{"starts": "2027-02-12 07:30", "ends": "2027-02-12 11:00"}', null)
    from pg_temp.hearing('74/2027') h;
select duty_test.same(pg_temp.own(27, 'k1|74/2027|2027-02-11|07:30|P2'), '0 0 0 0 1 0 0', 'a conflict');
select duty.conflict_settle(max(conflict_id)::text, 'keep') from duty.hearing_conflict where state = 'open';
select duty_test.same(pg_temp.own(27, 'k1|74/2027|2027-02-11|07:30|P3'), '0 1 0 0 0 0 0',
    'a day that was settled is not asked about again when the room changes');
select duty_test.same(pg_temp.said('74/2027'), '12/02 07:30 P3 scheduled 3', 'and the room is believed');
select duty_test.same(pg_temp.own(27, 'k1|74/2027|2027-02-13|07:30|P3'), '0 0 0 0 1 0 0', 'another day is asked about');
select duty.hearing_put(null, jsonb_build_object('court_id', duty_test.own_court(), 'code', '74/2027', 'starts',
    '2027-02-13 07:30', 'ends', '2027-02-13 11:00'), null);
select duty_test.refused(format('select duty.conflict_settle(%L, ''take'')', max(conflict_id)),
    'intake.error.hour_taken', 'news that cannot be taken is refused with a sentence')
    from duty.hearing_conflict where state = 'open';

-- Calendars of coming events drop an event when it begins.
select pg_temp.own(28, 'r1|75/2027|2027-02-01|08:30|P1', 'r2|76/2027|2027-02-01|10:30|P1',
    'r3|77/2027|2027-05-01|08:00');
select duty_test.same(pg_temp.own(28, 'r3|77/2027|2027-05-01|08:00'), '0 0 1 2 0 0 0',
    'an event that goes once its hearing has begun cancels nothing');
select duty_test.same(pg_temp.said('75/2027') || '; ' || pg_temp.said('76/2027'),
    '01/02 08:30 P1 scheduled 1; 01/02 10:30 P1 cancelled 2', 'one that goes before does');

-- Imports are undone in turn, the last first.
create temporary table turns as select duty.import_take('api', 29, duty_test.own_court()::text, '', repeat('1', 64),
    pg_temp.events('t1|78/2027|2027-06-01|07:30|P1')) ->> 'batch_id' as first, ''::text as second;
update turns set second = duty.import_take('api', 29, duty_test.own_court()::text, '', repeat('2', 64),
    pg_temp.events('t1|78/2027|2027-06-01|09:30|P2')) ->> 'batch_id';
select duty_test.same(jsonb_array_length(duty.import_undo(second) -> 'kept')::text
    || jsonb_array_length(duty.import_undo(first) -> 'kept'), '00', 'of two imports both can be undone') from turns;
select duty_test.same(pg_temp.said('78/2027'), '01/06 07:30 P1 cancelled 4', 'then the hearing is as if never listed');
select pg_temp.own(30, 'q1|79/2027|2027-06-01|07:30|P1', 'q2|80/2027|2027-06-01|07:30|P1');
update turns set first = duty.import_take('poll', 30, duty_test.own_court()::text, '', repeat('3', 64), pg_temp.events(
    'q1|79/2027|2027-06-01|07:30|P1|CANCELLED', 'q2|80/2027|2027-06-01|09:30|P1')) ->> 'batch_id';
select duty.hearing_put(null, jsonb_build_object('court_id', duty_test.own_court(), 'code', '79/2027', 'starts',
    '2027-06-01 07:30', 'ends', '2027-06-01 11:00'), null);
select duty_test.same((d ->> 'undone') || ' ' || jsonb_array_length(d -> 'kept'), '1 1',
    'a hearing whose old hour is taken stays, the rest of the import is undone')
    from turns, duty.import_undo(first) d;

-- What is off already and leaves its calendar is no news.
create function pg_temp.visit(p_sha text, p_events jsonb) returns jsonb language sql as $$
    select duty.import_take('poll', 8, duty_test.own_court()::text, 'lich.ics', repeat(p_sha, 64), p_events)
$$;
select pg_temp.visit('1', pg_temp.events('g1|91/2027|2027-05-20|07:30|P1', 'g2|92/2027|2027-05-20|08:30|P1',
    'g3|93/2027|2027-05-20|09:30|P1'));
select duty.hearing_put((pg_temp.hearing(c)).hearing_id, jsonb_build_object('state', s, 'reason', 'Vắng'), null)
    from (values ('91/2027', 'adjourned'), ('92/2027', 'suspended')) x(c, s);
select duty_test.same(pg_temp.did(pg_temp.visit('2', pg_temp.events('g3|93/2027|2027-05-20|09:30|P1'))),
    '0 0 0 3 0 0 0', 'an adjourned and a suspended event leave their calendar without a question');
select duty_test.same(pg_temp.said('91/2027') || ', ' || pg_temp.said('92/2027'),
    '20/05 07:30 P1 adjourned 2, 20/05 08:30 P1 suspended 2', 'and stay what they are');

-- Two ways to make a hearing, one hearing.
create temporary table twin as select jsonb_build_object('n', 1, 'court_id', duty_test.own_court(), 'starts',
    '2027-06-03T07:30:00', 'ends', '2027-06-03T11:00:00', 'subject', 'Trộm cắp tài sản', 'room', 'P1', 'judge', 'Bà A',
    'mode', m, 'kind', 'Sơ thẩm') as fields, m as mode
    from unnest('{in_person,online,hybrid}'::text[]) m;
select duty.hearing_put(null, fields || jsonb_build_object('code', '81/' || mode), null, 'file') from twin;
select duty.hearing_add(jsonb_build_array(fields || jsonb_build_object('code', '82/' || mode)), null, 'file') from twin;
create function pg_temp.made(p_code text) returns jsonb language sql as $$
    select jsonb_build_object('hearing', to_jsonb(h) - '{hearing_id,uid,case_id}'::text[],
        'case', to_jsonb(l) - '{case_id,code}'::text[],
        'versions', (select jsonb_agg(to_jsonb(g) - '{hearing_id,after}'::text[]
            || jsonb_build_object('after', g.after - '{hearing_id,code}'::text[])) from duty.hearing_change g
            where g.center_id = h.center_id and g.hearing_id = h.hearing_id))
    from duty.hearing h join duty.legal_case l using (center_id, case_id) where l.code = p_code
$$;
select duty_test.same(pg_temp.made('82/' || mode), pg_temp.made('81/' || mode),
    'hearing_add and hearing_put make the same hearing of the same fields, ' || mode) from twin;
rollback;
