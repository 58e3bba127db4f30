-- Cases: who may act in them, who appears, what is free, what came too late, and who reads names.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
create function pg_temp.name(p_id bigint) returns text language sql as $$
    select name from duty.staff() where provider_id = p_id
$$;
create function pg_temp.keys(p_case bigint, p_provider bigint, p_party bigint default null) returns text
language sql as $$
    select coalesce(string_agg(k ->> 'key', ' ' order by k ->> 'key'), '')
    from jsonb_array_elements(duty.case_conflicts(p_case, p_provider, p_party)) k
$$;
create function pg_temp.party(p_case bigint, p_name text, p_role text, p_side text, p_client text default '')
    returns bigint language sql as $$
    select (duty.party_save(p_case::text, '', 'save', jsonb_build_object('party_name', p_name,
        'party_role', p_role, 'party_side', p_side, 'is_client', p_client)) ->> 'party_id')::bigint
$$;
create function pg_temp.decide(p_case bigint, p_provider bigint, p_number text, p_party bigint default null,
    p_reason text default '', p_no_conflict text default '') returns jsonb language sql as $$
    select duty.decision_save(p_case::text, '', p_party::text, p_provider::text, p_number, '2027-02-01',
        'Giám đốc Trung tâm', p_reason, p_no_conflict)
$$;
create function pg_temp.appear(p_hearing bigint) returns bigint[] language sql as $$
    select array_agg(provider_id order by provider_id) from duty.appearance
    where hearing_id = p_hearing and state <> 'released'
$$;
create temporary table c (name text primary key, id bigint);
create temporary table h (name text primary key, id bigint);
grant all on c, h to public;
create function pg_temp.c(p_name text) returns bigint language sql as $$ select id from c where name = p_name $$;
create function pg_temp.h(p_name text) returns bigint language sql as $$ select id from h where name = p_name $$;

-- Who appears.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('a', (duty_test.save(null, p_code => '1/2027', p_provider => null) ->> 'hearing_id')::bigint);
select duty_test.same(pg_temp.appear(pg_temp.h('a')), null, 'a new case''s hearing has nobody: none is made up');
insert into c select 'a', case_id from duty.legal_case where code = '1/2027';
select duty_test.same(duty.case_provider(pg_temp.c('a')), null, 'and the case has nobody');
select duty_test.sign_in('dieuphoi', 'case.write');
select duty_test.same(duty.case_take(pg_temp.c('a')::text, (select one::text from duty_test.fixed)) - 'case_id',
    '{"hearings": 1, "told": 1, "clashes": 0}'::jsonb, 'taking a proposal settles its hearing and tells the person');
select duty_test.same(pg_temp.appear(pg_temp.h('a')), (select array[one] from duty_test.fixed),
    'who took the case appears');
insert into h values ('a2', (duty_test.save(null, p_code => '1/2027', p_date => '2027-04-10',
    p_provider => null) ->> 'hearing_id')::bigint);
select duty_test.same(pg_temp.appear(pg_temp.h('a2')), (select array[one] from duty_test.fixed),
    'the same lawyer follows the case to its next hearing');
reset role;
select duty_test.send_all();
select duty_test.sign_in('dieuphoi', 'case.write');
select duty_test.same(pg_temp.decide(pg_temp.c('a'), two, '1/QĐ-TGPL') ->> 'hearings', '2',
    'an assignment decision goes before who followed: both hearings change') from duty_test.fixed;
select duty_test.same(pg_temp.appear(pg_temp.h('a2')), array[two], 'the decided one appears') from duty_test.fixed;
select duty_test.same(duty.case_provider(pg_temp.c('a')), two, 'and represents the case') from duty_test.fixed;
select duty_test.same(count(*), 1::bigint, 'who followed before hears once that they need not come')
    from duty.notice n join duty.provider p on p.person_id = n.person_id, duty_test.fixed
    where p.provider_id = one and template = 'hearing.released' and channel = 'sms'
        and dedupe_key like 'hearing:' || pg_temp.h('a2') || ':%';
select duty_test.refused(format('select duty.case_take(%L, %L)', pg_temp.c('a'), one), 'error.case.decided',
    'a decided case is not given away by a press') from duty_test.fixed;
select duty_test.refused(format('select pg_temp.decide(%s, %s, %L)', pg_temp.c('a'), one, '2/QĐ-TGPL'),
    'error.field.required', 'a replacement says why') from duty_test.fixed;
select pg_temp.decide(pg_temp.c('a'), one, '2/QĐ-TGPL', p_reason => 'Người được cử nghỉ ốm') from duty_test.fixed;
select duty_test.same(duty.case_provider(pg_temp.c('a')), one, 'then the new decision counts') from duty_test.fixed;
select duty_test.same(array_agg(number::text order by decision_id), array['1/QĐ-TGPL', '2/QĐ-TGPL'],
    'and the old one is kept') from duty.assignment_decision where case_id = pg_temp.c('a');
select duty_test.refused(format('select pg_temp.decide(%s, %s, %L, p_reason => %L)', pg_temp.c('a'), two,
    '2/QĐ-TGPL', 'x'), 'error.case.number', 'a number of a day is given once') from duty_test.fixed;
reset role;
select duty_test.refused('delete from duty.assignment_decision', 'constraint.immutable', 'no decision is deleted');
select duty_test.sign_in('dieuphoi', 'case.write');
select duty_test.refused('update duty.assignment_decision set provider_id = provider_id', '42501',
    'nor is whom it names changed');
select duty.decision_save(pg_temp.c('a')::text, decision_id::text, '', '', '2a/QĐ-TGPL', '2027-01-31',
    'Phó Giám đốc', '', '') from duty.assignment_decision where number = '2/QĐ-TGPL';
select duty_test.same(count(*), 1::bigint, 'what was mistyped of its papers can be mended')
    from duty.assignment_decision where number = '2a/QĐ-TGPL' and signed_on = '2027-01-31';

-- A substitute for one hearing stays when the case goes to somebody else.
select duty_test.save(pg_temp.h('a2'), p_code => '1/2027', p_date => '2027-04-10',
    p_provider => duty_test.provider(2));
select pg_temp.decide(pg_temp.c('a'), two, '3/QĐ-TGPL', p_reason => 'Theo yêu cầu') from duty_test.fixed;
select duty_test.same(pg_temp.appear(pg_temp.h('a2')), array[duty_test.provider(2)],
    'who stands in for one hearing is not sent away');
select duty_test.same(pg_temp.appear(pg_temp.h('a')), array[two], 'the other hearings follow the decision')
    from duty_test.fixed;

select duty_test.save(null, p_code => '4/2027', p_date => '2027-04-19', p_provider => null);
insert into c select 'd', case_id from duty.legal_case where code = '4/2027';
insert into h select 'd', (duty_test.save(null, p_code => '4/2027', p_date => '2027-04-20',
    p_provider => duty_test.provider(2)) ->> 'hearing_id')::bigint;
reset role;
update duty.legal_case set provider_id = null where case_id = pg_temp.c('d');
select duty_test.sign_in('dieuphoi', 'case.write');
select duty_test.same(duty.case_take(pg_temp.c('d')::text, duty_test.provider(4)::text) ->> 'hearings', '1',
    'who takes a case that had nobody comes to the hearings without anybody');
select duty_test.same(pg_temp.appear(pg_temp.h('d')), array[duty_test.provider(2)],
    'and leaves the others to those who stand in there');

-- Two accused with opposed interests: one lawyer cannot act for both, two can, and both appear.
insert into h values ('b', (duty_test.save(null, p_code => '2/2027', p_date => '2027-03-18',
    p_provider => null) ->> 'hearing_id')::bigint);
insert into c select 'b', case_id from duty.legal_case where code = '2/2027';
create temporary table p as select pg_temp.party(pg_temp.c('b'), 'Lê Văn Ất', 'accused', '1', '1') as at,
    pg_temp.party(pg_temp.c('b'), 'Trần Thị Bính', 'accused', '2', '1') as binh,
    pg_temp.party(pg_temp.c('b'), 'Phạm Đinh', 'victim', '3') as dinh;
select duty_test.same(pg_temp.keys(pg_temp.c('b'), one), 'opposed_accused opposed_accused',
    'nobody alone can act for two accused with opposed interests') from duty_test.fixed;
select duty_test.refused(format('select duty.case_take(%L, %L)', pg_temp.c('b'), one), 'error.case.not_eligible',
    'so no press gives both to one') from duty_test.fixed;
select pg_temp.decide(pg_temp.c('b'), one, '4/QĐ-TGPL', at) from duty_test.fixed, p;
select duty_test.refused(format('select pg_temp.decide(%s, %s, %L, %s)', pg_temp.c('b'), one, '5/QĐ-TGPL', binh),
    'error.case.not_eligible', 'the database refuses the second decision for the same person')
    from duty_test.fixed, p;
select pg_temp.decide(pg_temp.c('b'), two, '5/QĐ-TGPL', binh) from duty_test.fixed, p;
select duty_test.same(pg_temp.appear(pg_temp.h('b')), array[least(one, two), greatest(one, two)],
    'each accused has the own lawyer, and both appear') from duty_test.fixed;
select duty_test.same(pg_temp.keys(pg_temp.c('b'), one) || pg_temp.keys(pg_temp.c('b'), two), '',
    'neither is in conflict then') from duty_test.fixed;
select pg_temp.party(pg_temp.c('b'), 'Ngô Mậu', 'victim', '3', '1');
select duty_test.same(pg_temp.keys(pg_temp.c('b'), one, (select max(party_id) from duty.party)), 'opposing',
    'who defends an accused does not act for the victim') from duty_test.fixed;
select duty_test.same(pg_temp.keys(pg_temp.c('b'), duty_test.provider(2), (select max(party_id) from duty.party)),
    '', 'somebody else does');

-- Who acted for one side once may not change sides, at another instance either.
insert into h values ('e', (duty_test.save(null, p_code => '2/2027/PT', p_date => '2027-05-18',
    p_provider => null, p_court => (select other_court from duty_test.fixed)) ->> 'hearing_id')::bigint);
insert into c select 'e', case_id from duty.legal_case where code = '2/2027/PT';
select duty.case_save(pg_temp.c('e')::text,
    '{"subject": "Cướp giật tài sản", "aid_code": "TT.TGTT.02.2027", "earlier": "2/2027"}');
select duty.case_save(pg_temp.c('e')::text, '{}');
select duty_test.same(jsonb_build_array(subject, aid_code, earlier_id),
    jsonb_build_array('Cướp giật tài sản', 'TT.TGTT.02.2027', pg_temp.c('b')),
    'what a form does not bring stays as it was') from duty.legal_case where case_id = pg_temp.c('e');
select duty.case_save(pg_temp.c('e')::text, '{"subject": ""}');
select duty_test.same(jsonb_build_array(subject, aid_code), '["", "TT.TGTT.02.2027"]',
    'what it brings empty is emptied') from duty.legal_case where case_id = pg_temp.c('e');
select pg_temp.party(pg_temp.c('e'), 'PHẠM  đinh', 'victim', '1', '1'),
    pg_temp.party(pg_temp.c('e'), 'Lê Văn Ất', 'accused', '2');
select duty_test.same(pg_temp.keys(pg_temp.c('e'), one), 'opposing',
    'on appeal the victim is not represented by the accused''s lawyer of the first instance') from duty_test.fixed;
select duty_test.same(pg_temp.keys(pg_temp.c('e'), two), '', 'a co-accused''s lawyer is judged by sides recorded')
    from duty_test.fixed;
select duty_test.refused(format('select duty.case_save(%L, %L)', pg_temp.c('b'), '{"earlier": "2/2027/PT"}'),
    'error.case.earlier', 'instances do not run in a circle');
select duty_test.refused(format('select duty.case_save(%L, %L)', pg_temp.c('b'), '{"aid_code": "TT.TGTT.02.2027"}'),
    'error.case.aid_code', 'a legal-aid file has one number');

-- Relatives and namesakes: by name alone, so a person must look and say why it is none.
insert into h values ('k', (duty_test.save(null, p_code => '3/2027', p_date => '2027-03-22',
    p_judge => 'Bà Đỗ Thị Kỷ', p_provider => null) ->> 'hearing_id')::bigint);
insert into c select 'k', case_id from duty.legal_case where code = '3/2027';
select duty.conflict_save(one::text, '', '', '2027-01-01', '', 'Chị ruột', 'đỗ thị  KỶ') from duty_test.fixed;
select duty_test.same(pg_temp.keys(pg_temp.c('k'), one), 'related',
    'a relative is found among the judges a hearing names') from duty_test.fixed;
select duty.officer_save(pg_temp.c('k')::text, '', 'save', pg_temp.name(two), 'procurator') from duty_test.fixed;
select duty_test.same(pg_temp.keys(pg_temp.c('k'), two), 'took_part', 'and oneself among the officers')
    from duty_test.fixed;
select duty_test.refused(format('select pg_temp.decide(%s, %s, %L)', pg_temp.c('k'), one, '6/QĐ-TGPL'),
    'error.case.by_name', 'a decision for a relative is refused until somebody has looked') from duty_test.fixed;
select pg_temp.decide(pg_temp.c('k'), one, '6/QĐ-TGPL', p_no_conflict => 'Trùng tên, khác ngày sinh')
    from duty_test.fixed;
select duty_test.same(pg_temp.appear(pg_temp.h('k')), array[one], 'then the decision counts') from duty_test.fixed;
select duty_test.refused(format('select duty.conflict_save(%L, %L, %L, %L, %L, %L, %L)', one, '', '', '2027-01-01',
    '', 'x', ''), 'error.conflict.with', 'a conflict is with somebody') from duty_test.fixed;

-- Recorded with a court: no case there.
select duty.conflict_save(two::text, '', 'post-' || min(post_id), '2027-01-01', '2027-01-02', 'x')
    from duty_test.fixed, duty.duty_post group by two;
reset role;
insert into duty.provider_conflict (center_id, provider_id, org_id, valid, reason)
    select min(center_id), duty_test.provider(3), duty_test.own_court(), '[2027-01-01,)', 'Vợ là Thẩm phán'
    from duty.center;
select duty_test.sign_in('dieuphoi', 'case.write');
select duty_test.same(pg_temp.keys(pg_temp.c('b'), duty_test.provider(3)) like '%court%', true,
    'who may not be objective at a court takes no case there');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.refused(format('select duty_test.save(%s, p_code => %L, p_provider => %s)', pg_temp.h('a'), '1/2027',
    duty_test.provider(3)), 'error.case.not_eligible', 'nor does a clerk bring them in by a hearing''s form');
select duty_test.same(duty.case_conflicts(pg_temp.c('a'), duty_test.provider(3)), '[{"key": "not_eligible"}]'::jsonb,
    'a clerk learns that somebody is not eligible and no more');
select duty_test.sign_in('giamdoc', 'case.read');
select duty_test.same(duty.case_conflicts(pg_temp.c('a'), duty_test.provider(3)), '[{"key": "not_eligible"}]'::jsonb,
    'and so does the director');
reset role;
select duty_test.same(count(*), 1::bigint, 'a conflict with an organisation still keeps from its posts')
    from (select set_config('app.center_id', min(center_id)::text, true) from duty.center) x,
    lateral (select distinct provider_id from duty.conflict_posts() where provider_id = (select provider_id
        from duty.provider_conflict where org_id is not null and reason like 'Vợ công tác%' limit 1)) y;

-- Names are read by those who lead, and stand in no record of changes and in no message.
select duty_test.same(count(*), 0::bigint, 'no name of a party is in the audit')
    from duty.audit where data::text ~* 'Lê Văn Ất|Bính|Đinh|Mậu';
select duty_test.same(count(*), 0::bigint, 'nor in a message') from duty.notice
    where params::text ~* 'Lê Văn Ất|Bính|Đinh|Mậu';
select duty_test.sign_in(duty_test.account('clerk'), 'hearing.read');
select duty_test.same((select count(*) from duty.party) + (select count(*) from duty.case_officer), 0::bigint,
    'a clerk reads no party and no officer');
select duty_test.same(count(*) filter (where number = '1/QĐ-TGPL'), 1::bigint,
    'but the decisions of the own court''s cases') from duty.assignment_decision;
select duty_test.same(count(distinct case_id), (select count(*) from duty.legal_case where code in
    ('1/2027', '2/2027', '3/2027')), 'and no other''s') from duty.assignment_decision
    where case_id >= pg_temp.c('a');
select duty_test.refused('insert into duty.party (center_id, case_id, role, name) select center_id, case_id, ''other'',
    ''x'' from duty.legal_case limit 1', '42501', 'nor writes one');
select duty_test.sign_in('truc.cqdt');
select duty_test.same((select count(*) from duty.party) + (select count(*) from duty.assignment_decision)
    + (select count(*) from duty.late_hearing), 0::bigint, 'the police read nothing of cases');
select duty_test.sign_in(a.login, 'hearing.read') from duty.account a join duty.provider p using (center_id, person_id)
    where p.provider_id = (select two from duty_test.fixed);
select duty_test.same((select count(*) from duty.party), 0::bigint, 'a provider reads no party');
select duty_test.same(array_agg(distinct d.provider_id), array[two], 'and only the own decisions')
    from duty.assignment_decision d, duty_test.fixed group by two;
select duty_test.same(array_agg(distinct code::text order by code::text), array['1/2027', '2/2027'],
    'a provider sees the hearings of the own cases and no others')
    from duty.hearing join duty.legal_case using (center_id, case_id) where starts > '2027-01-01';
select duty_test.same(array_agg(x ->> 'code' order by x ->> 'code'), array['1/2027', '1/2027', '2/2027'],
    'on the page too') from jsonb_array_elements(duty.page_hearings('2027-02-01', '2027-12-31', '', '', '')
        -> 'hearings') x;
select duty_test.refused(format('select duty.page_hearing(%L)', pg_temp.h('k')), 'error.not_found',
    'another''s hearing does not exist for them');
reset role;

-- Clash and free time: with the way between the courts.
create temporary table far as select t.minutes, a.org_id as here, b.org_id as there
    from duty.travel t
    join duty.org_unit a on a.place_id = t.from_place and a.kind = 'court'
    join duty.org_unit b on b.place_id = t.to_place and b.kind = 'court'
    where t.center_id = (select min(center_id) from duty.center) and t.minutes between 45 and 90
    order by t.minutes, a.org_id, b.org_id limit 1;
grant select on far to public;
select duty_test.sign_in('dieuphoi', 'hearing.write');
select duty_test.save(null, p_code => '20/2027', p_date => '2027-06-07', p_time => '8h00', p_end => '9h30',
    p_court => here, p_provider => duty_test.provider(4)) from far;
create function pg_temp.clash(p_from text, p_to text, p_court bigint) returns jsonb language sql as $$
    select duty.hearing_clash(duty_test.provider(4), tstzrange(('2027-06-07 ' || p_from || '+07')::timestamptz,
        ('2027-06-07 ' || p_to || '+07')::timestamptz), null, p_court) #> '{0}'
$$;
select duty_test.same(pg_temp.clash('09:30', '11:00', here), null, 'at the same court one hearing may follow another')
    from far;
select duty_test.same(pg_temp.clash('09:40', '11:00', there) -> 'found', '10'::jsonb,
    'at another one there must be time for the way') from far;
select duty_test.same((pg_temp.clash('09:40', '11:00', there) ->> 'needed')::integer, minutes,
    'which is said with the minutes it takes') from far;
select duty_test.same(pg_temp.clash('11:01', '11:30', there), null, 'later there is') from far;
select duty_test.same(pg_temp.clash('09:40', '11:00', null), null, 'online nobody travels');
select duty_test.same(pg_temp.clash('09:00', '10:00', here) - 'starts', jsonb_build_object('kind', 'hearing',
    'what', '20/2027', 'place', o.name, 'ends', '2027-06-07T09:30'), 'a clash says where the person is and until when')
    from far join duty.org_unit o on o.org_id = here;
create function pg_temp.free(p_minutes integer, p_court bigint, p_provider integer default 4) returns text
language sql as $$
    select coalesce(string_agg((f ->> 'start') || '-' || (f ->> 'end'), ' '), '')
    from jsonb_array_elements(duty.hearing_free(duty_test.provider(p_provider), '2027-06-07', p_minutes, p_court)) f
$$;
select duty_test.same(pg_temp.free(30, here), '07:30-08:00 09:30-11:30 13:30-17:00',
    'free is what is left of court hours') from far;
select duty_test.same(pg_temp.free(60, here), '09:30-11:30 13:30-17:00', 'and long enough') from far;
select duty_test.same(pg_temp.free(30, there), to_char('2027-06-07 09:30'::timestamp + make_interval(mins => minutes),
    'HH24:MI') || '-11:30 13:30-17:00', 'elsewhere less, for the way') from far;
select duty_test.same(pg_temp.free(30, null), '07:30-08:00 09:30-11:30 13:30-17:00', 'online all of it');
select duty_test.same(array_agg(duty.hearing_free(duty_test.provider(4), d, 30, here) <> '[]' order by d),
    '{f,f,t,f}'::boolean[], 'no time is offered on a Sunday or a public holiday, as on a working day it is')
    from far, unnest('{2027-06-06,2027-09-02,2027-02-07,2027-06-08}'::date[]) d;
select duty_test.same(duty_test.save(null, p_code => '21/2027', p_date => '2027-06-07', p_time => '9h40',
    p_end => '11h00', p_court => there, p_provider => duty_test.provider(4)) #>> '{clash,0,what}', '20/2027',
    'a hearing too far away to reach is a clash') from far;
select duty_test.same(coalesce(duty.hearing_warnings(hearing_id, jsonb_build_object('court_id', there,
        'code', '21/2027', 'room', '', 'starts', '2027-06-07T09:40', 'ends', '2027-06-07T11:00',
        'provider_id', duty_test.provider(4)) || more::jsonb) ->> 'is_busy', 'false'), is_busy,
    'before saving, the way is that to ' || words)
    from far, duty.hearing join duty.legal_case using (center_id, case_id), (values
        ('{"mode": "in_person"}', 'true', 'the court'),
        ('{"mode": "hybrid", "points": [{"kind": "central", "place": "P1", "provider_sits": true}]}', 'true',
            'the court, where the provider sits at the central point'),
        ('{"mode": "hybrid", "points": [{"kind": "component", "place": "Trại giam", "provider_sits": true}]}',
            'false', 'no court, where the provider sits at a component point'),
        ('{"mode": "online", "points": []}', 'false', 'nowhere, made online')) x (more, is_busy, words)
    where code = '21/2027';
select duty_test.same(count(*), 1::bigint, 'and takes no time from the diary') from duty.commitment
    where provider_id = duty_test.provider(4) and during && '[2027-06-07,2027-06-08)';
select duty_test.same((select duty.hearing_place(hearing_id) from duty.hearing
    join duty.legal_case using (center_id, case_id) where code = '20/2027'),
    (select place_id from duty.org_unit, far where org_id = here),
    'one goes to the court') from far;
reset role;
insert into duty.absence (center_id, provider_id, during, kind, asked_at) select min(center_id), duty_test.provider(5),
    '[2027-06-07 00:00+07,2027-06-08 00:00+07)', 'sick', now() from duty.center;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.same(pg_temp.free(30, duty_test.own_court(), 5), '', 'who is away is not free');
select duty_test.same(duty.hearing_clash(duty_test.provider(5), '[2027-06-07 08:00+07,2027-06-07 09:00+07)', null,
    duty_test.own_court()) #> '{0}' ->> 'kind', 'absence', 'which a clerk learns without the reason');

select duty_test.save(null, p_code => '22/2027', p_date => '2027-06-07', p_provider => duty_test.provider(5));
select duty_test.sign_in('dieuphoi', 'people.write');
select duty_test.same(state, 'clash', 'so it is a clash') from duty.appearance
    where provider_id = duty_test.provider(5);
select duty.absence_decide(absence_id::text, 'cancel') from duty.absence where provider_id = duty_test.provider(5)
    and during @> '2027-06-07 05:00Z'::timestamptz;
select duty_test.same(state, 'assigned', 'until the absence is taken back') from duty.appearance
    where provider_id = duty_test.provider(5);
select duty_test.sign_in('thuky.kv1', 'hearing.write');

-- Late notice: a flag by the rule of the day, never a refusal.
create function pg_temp.late(p_starts text, p_kind text, p_subject text default null) returns text
language sql as $$
    select concat_ws(' ', l ->> 'found', l ->> 'needed', l ->> 'unit')
    from (select duty.late_notice(p_starts::timestamp, p_kind, p_subject) as l) x
$$;
select duty_test.same(pg_temp.late('2027-02-11 07:30', 'Sơ thẩm'), '', 'ten days ahead is in time');
select duty_test.same(pg_temp.late('2027-02-10 17:00', 'Sơ thẩm'), '9 10 days', 'nine are not');
select duty_test.same(pg_temp.late('2027-02-08 07:30', 'Thủ tục RÚT GỌN'), '', 'simplified procedure: seven are');
select duty_test.same(pg_temp.late('2027-02-07 07:30', 'Sơ thẩm', 'theo thủ tục rút gọn'), '6 7 days',
    'by kind or subject');
select duty_test.same(pg_temp.late('2027-02-02 09:00', 'Hỏi cung bị can'), '', 'an interrogation in 24 hours');
select duty_test.same(pg_temp.late('2027-02-02 08:59', 'Đối chất'), '23 24 hours', 'not a minute less');
select duty_test.same(pg_temp.late('2027-02-03 08:00', 'Hỏi cung ở tỉnh khác'), '47 48 hours', 'another province: 48');
select duty_test.same(pg_temp.late('2027-02-01 08:00', 'Hỏi cung'), '',
    'what has begun is put on record, not announced');
insert into h values ('l', (duty_test.save(null, p_code => '30/2027', p_date => '2027-02-05', p_provider => null)
    ->> 'hearing_id')::bigint);
select duty_test.same(duty.hearing_late(pg_temp.h('l')) - 'legal_basis' - 'at',
    '{"rule": "late.court", "found": 4, "needed": 10, "unit": "days"}'::jsonb,
    'a late hearing is taken in and flagged');
select duty_test.save(pg_temp.h('l'), p_code => '30/2027', p_date => '2027-02-05', p_time => '09:00',
    p_provider => null);
select duty_test.same(duty.hearing_late(pg_temp.h('l')) ->> 'found', '4',
    'another hour of the same day changes nothing');
select duty_test.save(pg_temp.h('l'), p_code => '30/2027', p_date => '2027-02-25', p_provider => null);
select duty_test.same(duty.hearing_late(pg_temp.h('l')), null, 'a new day in good time takes the flag away');
select duty_test.save(pg_temp.h('l'), p_code => '30/2027', p_date => '2027-02-09', p_provider => null);
select duty_test.sign_in('giamdoc', 'case.read');
select duty_test.same((select a - 'org_id' - 'agency'
    from jsonb_array_elements(duty.page_late('2027-02') -> 'agencies') a
    where (a ->> 'org_id')::bigint = duty_test.own_court()),
    '{"hearings": 1, "late": 1, "is_late": true, "percent": 100, "most": 2}'::jsonb,
    'the director sees how many each agency announced late');
select duty_test.same(duty.today_cases('2027-02-01') -> 'late', '1'::jsonb, 'and today''s board says so');

-- The proposal: eligible and free people first, with reasons; those in conflict are told apart.
select duty_test.sign_in('dieuphoi', 'case.write');
select duty_test.same((duty.case_ranked(id) #>> '{ranked,0,n}')::integer, 1, 'a case without anybody has a proposal'),
    duty_test.same(jsonb_array_length(duty.case_ranked(id) -> 'ranked'), 5, 'of five people') from c where name = 'e';
select duty_test.same((select array_agg(distinct x ->> 'key') from jsonb_array_elements(duty.case_ranked(
        pg_temp.c('e')) -> 'excluded') x where x ->> 'name' = pg_temp.name(one)), array['conflict'],
    'who acted for the other side is not among them') from duty_test.fixed;
select duty.party_save(pg_temp.c('e')::text, party_id::text, 'save', '{"is_client": "1", "khmer": "1"}')
    from duty.party where case_id = pg_temp.c('e') and is_client;
select duty_test.same(jsonb_agg(jsonb_build_array(name, role, side, needs)),
    '[["PHẠM  đinh", "victim", 1, ["khmer"]]]', 'a party keeps the name, role and side a form does not bring')
    from duty.party where case_id = pg_temp.c('e') and is_client;
select duty_test.same(exists (select from duty.provider_skill k where k.skill = 'khmer' and k.provider_id =
    (duty.case_ranked(pg_temp.c('e')) #>> '{ranked,0,provider_id}')::bigint), true,
    'a client who needs Khmer is offered somebody who speaks it');
select duty_test.same(jsonb_array_length(duty.page_cases('', 'nobody', '') -> 'cases'), (
    select count(distinct case_id)::integer from duty.hearing h where state = 'scheduled'
        and starts > '2027-02-01 09:00'
        and not exists (select from duty.appearance a where a.hearing_id = h.hearing_id and a.state <> 'released')),
    'cases with a coming hearing and nobody are one press away');
select duty_test.same(jsonb_array_length(duty.page_cases('Bính', '', '') -> 'cases'), 0,
    'a list is not searched by the name of a party');
rollback;
