-- Hearings: what a change is worth, who appears, who is told, and what never happens.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select duty_test.save(null) as r;
create temporary view id as select (r ->> 'hearing_id')::bigint as id from h;
select duty_test.same(r ->> 'severity', 'new', 'a first save is new') from h;
select duty_test.same(r ->> 'told', '1', 'the provider is told of a new hearing') from h;
select duty_test.same(ends, '2027-03-10 11:00', 'a hearing without an end lasts the usual time')
    from duty.hearing, id where hearing_id = id;
select duty_test.same(count(*), 2::bigint, 'one notice goes by sms and one by mail') from duty.notice, id
    where dedupe_key like 'hearing:' || id || ':%';
select duty_test.same(count(*), 0::bigint, 'the subject is in no message')
    from duty.notice where params::text ~* 'Trộm cắp';
select duty_test.same(count(*), 1::bigint, 'the hour is taken in the diary') from duty.commitment, id
    where kind = 'hearing' and ref_id = id;

-- How to enter an online hearing stays behind the log-in.
select duty_test.same(duty.room_told(room), told, format('of "%s" a message says "%s"', room, told)) from (values
    ('Phòng xử án số 1, tầng 2', 'Phòng xử án số 1, tầng 2'),
    ('Phòng 3, Trại tạm giam 2026', 'Phòng 3, Trại tạm giam 2026'),
    ('Phòng Zoom https://zoom.us/j/1 mật khẩu 99', 'Phòng Zoom'), ('Phòng A1 (ID: 123 456 789)', 'Phòng A1'),
    ('Phòng A2 - MẬT KHẨU: 8877', 'Phòng A2'), ('Phòng A3; MK 88', 'Phòng A3'), ('Zoom 812 3456 7890', 'Zoom'),
    ('meet.google.com/abc-defg', ''), ('Phòng A4 លេខសម្ងាត់ 12', 'Phòng A4'),
    ('P1 zoom 861.234.5678 pass 12', 'P1 zoom'), ('webex: 2345 678 9012 / pw 12ab', 'webex'),
    ('P2 pw 12ab', 'P2'), ('P2 PW: 12', 'P2'), ('P3 mật mã 4455', 'P3'), ('P3 mật-khẩu 12', 'P3'),
    ('P3 mã 4455 66', 'P3'), ('P3 mat ma 1', 'P3'), ('P4 ID861234', 'P4'), ('P4 (861) 234 5678', 'P4'),
    ('P4 mã truy cập x', 'P4'), ('P4 Passcode4455', 'P4'), ('Phòng 861.234.5678', 'Phòng'),
    ('P5 Google Meet abc-defg-hij', 'P5 Google Meet'), ('Zoom 8459921', 'Zoom'), ('P5 MKhau 4411', 'P5'),
    ('P5 m.khẩu 123', 'P5'), ('P5 ＭＫ: 123', 'P5'), ('P5 Mã: XK29', 'P5'), ('P5 mã 4a', 'P5'),
    ('Phòng Zoom 2', 'Phòng Zoom 2'), ('Phòng mã hiệu A', 'Phòng mã hiệu A'),
    ('Phòng ID', 'Phòng ID'), ('Phòng Compass', 'Phòng Compass'), ('P6, 10.03.2027 07:30', 'P6, 10.03.2027 07:30'),
    ('P6, 10.03.2027 - 12.03.2027', 'P6, 10.03.2027 - 12.03.2027')) x(room, told);
create temporary table o as select duty_test.save(null, p_code => '899/2027', p_date => '2027-03-09',
    p_mode => 'online', p_room => 'P9 mật khẩu 7788') as r;
select duty_test.save((r ->> 'hearing_id')::bigint, p_code => '899/2027', p_date => '2027-03-09',
    p_mode => 'online', p_room => 'P8 mật khẩu 7788') from o;
select duty_test.same(string_agg(distinct params ->> 'room', ' '), 'P8 P9', 'a notice has the room alone')
    from duty.notice where params ->> 'code' = '899/2027' and params::text !~ '7788';

-- Severity and sequence.
select duty_test.same(duty_test.save(id, p_judge => 'Bà Hai') - 'clash', format(
    '{"hearing_id": %s, "severity": "cosmetic", "sequence": 0, "told": 0}', id)::jsonb,
    'another judge is cosmetic: nobody is told, the sequence stays') from id;
select duty_test.same(duty_test.save(id, p_judge => 'Bà Hai') ->> 'severity', 'same',
    'saving again changes nothing') from id;
select duty_test.same(count(*), 2::bigint, 'and leaves no version behind') from duty.hearing_change, id
    where hearing_id = id;
select duty_test.same(duty_test.save(id, p_judge => 'Bà Hai', p_room => 'P2') ->> 'severity', 'shift',
    'another room is a shift') from id;
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '8h00') ->> 'severity', 'break',
    'another hour is a break') from id;
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '8h00', p_mode => 'online') ->> 'severity',
    'break',
    'going online is a break') from id;
select duty_test.same(sequence, 3, 'each shift and break raises the sequence by one') from duty.hearing, id
    where hearing_id = id;
select duty_test.refused(format('select duty_test.save(%s, p_sequence => %s)', id, version - 1),
    'error.hearing.stale', format('a form filled in before change %s is refused', version))
    from duty.hearing_change, id where hearing_id = id and version < 5;
select duty_test.same(array_agg(severity order by version), array['new', 'cosmetic', 'shift', 'break', 'break'],
    'every version is kept') from duty.hearing_change, id where hearing_id = id;

-- Telling: only what people do not know yet.
select duty_test.same(duty_test.outbox(id),
    'assigned:superseded assigned:superseded assigned:superseded assigned:queued',
    'moved before the first message left: one message, with the newest word') from id;
select duty_test.send_all();
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '9h00', p_mode => 'online') ->> 'told', '1',
    'moved after: the provider is told') from id;
select duty_test.same(params -> 'old' ->> 'time' || '>' || (params ->> 'time'), '08:00>09:00',
    'with the old and the new hour')
    from duty.notice where template = 'hearing.moved' and channel = 'sms';
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '8h00', p_mode => 'online') ->> 'told', '0',
    'moved back before it was sent: nothing is sent') from id;
select duty_test.same(duty_test.outbox(id),
    'assigned:superseded assigned:superseded assigned:superseded assigned:sent moved:superseded',
        'the outbox agrees') from id;
select duty_test.send_all();
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '8h00', p_mode => 'online',
    p_state => 'adjourned') ->> 'told', '1',
    'an adjournment is told') from id;
select duty_test.same(count(*), 0::bigint, 'and frees the diary') from duty.commitment, id
    where kind = 'hearing' and ref_id = id;
select duty_test.same(params ->> 'state', 'adjourned', 'with its name') from duty.notice
    where template = 'hearing.cancelled' and channel = 'sms';
select duty_test.send_all();
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '8h00', p_mode => 'online') ->> 'told', '1',
    'back on the list is told') from id;
select duty_test.send_all();
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '8h00', p_mode => 'online',
    p_provider => (select two from duty_test.fixed)) ->> 'told', '2', 'a change of provider is told to both') from id;
select duty_test.same(array_agg(distinct template order by template), array['hearing.assigned', 'hearing.released'],
    'as released and assigned') from duty.notice where state = 'queued';
select duty_test.same(array_agg(state order by provider_id), array['released', 'assigned'],
    'and the appearance says so')
    from duty.appearance, id where hearing_id = id;
select duty_test.send_all('permfail');
select duty_test.same(duty_test.save(id, p_room => 'P2', p_time => '10h00', p_mode => 'online',
    p_provider => (select two from duty_test.fixed)) ->> 'told', '2', 'whom no message reached is told afresh')
        from id;
select duty_test.same(duty_test.outbox(id) ~ 'assigned:queued$', true, 'with the whole message') from id;

-- Clashes are kept, shown and resolved; the diary is never double.
create temporary table k as select duty_test.save(null, p_code => '901/2027/TLST-DS', p_time => '08:00') as r;
create temporary table k2 as select duty_test.save(null, p_code => '902/2027/TLST-DS', p_time => '09:00') as r;
select duty_test.same(r -> 'clash' -> 0 ->> 'what', '901/2027/TLST-DS',
    'two hearings of one person at one time clash') from k2;
select duty_test.same(a.state, 'clash', 'the appearance is marked') from duty.appearance a, k2
    where hearing_id = (r ->> 'hearing_id')::bigint;
select duty_test.same(count(*), 1::bigint, 'the diary holds one of them') from duty.commitment c, duty_test.fixed
    where c.provider_id = one and during && '[2027-03-10 00:00+07,2027-03-11 00:00+07)';
select duty_test.save((r ->> 'hearing_id')::bigint, p_code => '901/2027/TLST-DS', p_time => '14:00') from k;
select duty_test.same(a.state, 'assigned', 'moving one away resolves the other') from duty.appearance a, k2
    where hearing_id = (r ->> 'hearing_id')::bigint;
reset role;
select duty_test.refused(format($$insert into duty.commitment
    select center_id, provider_id, during, 'duty', 99999 from duty.commitment limit 1$$), 'double_duty',
    'the database itself refuses a person in two places');
select duty_test.refused($$update duty.hearing_change set severity = 'cosmetic'$$, 'constraint.immutable',
    'history cannot be rewritten');
select duty_test.refused($$delete from duty.hearing_change$$, 'constraint.immutable', 'nor deleted');

-- Forms are checked; past hearings are nobody's news; courts are apart.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.refused($$select duty_test.save(null, p_code => '')$$, 'error.field.required',
    'a hearing needs a docket number');
select duty_test.refused($$select duty_test.save(null, p_end => '07:00')$$, 'error.field.time',
    'a hearing cannot end before it begins');
select duty_test.refused($$select duty_test.save(null, p_provider => 0)$$, 'error.field.choice',
    'an unknown provider is refused');
select duty_test.refused($$select duty_test.save(null)$$, 'hearing_once_per_slot', 'one case is heard once at a time')
    from (select duty_test.save(null, p_time => '07:30')) x;
select duty_test.same(duty_test.save(null, p_code => '903/2027', p_date => '2027-01-05') ->> 'told', '0',
    'a hearing in the past is nobody''s news');
select duty_test.save(null, p_code => '904/2027', p_date => '2027-03-12', p_court => court) from
    (select other_court as court from duty_test.fixed) x;
select duty_test.same(court_id, duty_test.own_court(), 'a clerk writes to the own court whatever the form says')
    from duty.legal_case where code = '904/2027';

select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.write');
select duty_test.save(null, p_code => '905/2027', p_date => '2027-03-15', p_time => '08:00',
    p_court => (select other_court from duty_test.fixed));
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.same(count(*), 0::bigint, 'a clerk does not see another court''s hearing') from duty.legal_case
    where code = '905/2027';
select duty_test.same((duty_test.save(null, p_code => '906/2027', p_date => '2027-03-15',
    p_time => '09:00') #> '{clash,0}') - '{starts,ends}'::text[],
    jsonb_build_object('kind', 'hearing', 'what', null, 'place', (select o.name from duty.org_unit o
        join duty_test.fixed on o.org_id = other_court)),
    'a clash with another court''s hearing says where it is and no more');

-- A clerk takes a hearing back: the other court's hearing of that time gets its person.
create temporary table k3 as select duty_test.save(null, p_code => '907/2027', p_date => '2027-03-16') as r;
grant select on k3 to public;
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.write');
create temporary table k4 as select duty_test.save(null, p_code => '908/2027', p_date => '2027-03-16',
    p_court => (select other_court from duty_test.fixed)) as r;
select duty_test.same(a.state, 'clash', 'two courts want one person') from duty.appearance a, k4
    where hearing_id = (r ->> 'hearing_id')::bigint;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save((r ->> 'hearing_id')::bigint, p_code => '907/2027', p_date => '2027-03-16',
    p_state => 'cancelled') from k3;
reset role;
select duty_test.same(a.state, 'assigned', 'a clash is resolved across courts') from duty.appearance a, k4
    where hearing_id = (r ->> 'hearing_id')::bigint;
select duty_test.same(count(*), 1::bigint, 'and the hour is taken') from duty.commitment, k4
    where kind = 'hearing' and ref_id = (r ->> 'hearing_id')::bigint;

-- Who may read what a case is about.
select duty_test.sign_in(p.login, 'hearing.read') from (select a.login from duty.account a
    join duty.provider p using (center_id, person_id)
    where p.provider_id = (select one from duty_test.fixed)) p;
select duty_test.same(count(*) filter (where x ->> 'subject' is not null),
    count(*) filter (where (x ->> 'provider_id')::bigint = (select one from duty_test.fixed)),
    'a provider reads the subject of the own hearings only')
    from jsonb_array_elements(duty.page_hearings('2027-03-01', '2027-03-31', '', '', '') -> 'hearings') x;
reset role;
select duty_test.same(duty.audit_verify(min(center_id)), null, 'all of it is in an unbroken audit') from duty.center;
rollback;
