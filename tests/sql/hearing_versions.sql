-- Hearings put off, confirmed, chased and kept: what each state holds, who must say they know, and
-- what the database refuses.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now(); -- Monday, 09:00 there
create function duty_test.put(p_id bigint, p_fields jsonb) returns jsonb language sql as $$
    select duty.hearing_put(p_id, p_fields, null)
$$;
create function duty_test.new(p_code text, p_starts timestamp, p_more jsonb default '{}') returns bigint
language sql as $$
    select (duty.hearing_put(null, jsonb_build_object('court_id', duty_test.own_court(), 'code', p_code,
        'starts', p_starts, 'ends', p_starts + interval '3 hours', 'provider_id', duty_test.one(),
        'subject', 'Trộm cắp') || p_more, null) ->> 'hearing_id')::bigint
$$;
create function duty_test.asked(p_id bigint) returns text language sql as $$
    select string_agg(version || ':' || coalesce(means, 'open'), ' ' order by version, provider_id)
    from duty.hearing_confirm where hearing_id = p_id
$$;
-- A day goes by; then the clock's own work is done, and what waits is sent.
create function duty_test.pass(p_time interval) returns void language plpgsql as $$
declare
    v_role constant text := current_setting('role');
begin
    reset role;
    update duty.clock set shift = shift + p_time;
    set local role duty_jobs;
    perform duty.hearing_chase();
    perform set_config('role', v_role, true);
    perform duty_test.send_all();
end $$;
create temporary table h (k text primary key, id bigint);
grant all on h to public;
create function duty_test.h(p_k text) returns bigint language sql as $$ select id from h where k = p_k $$;
create function duty_test.adjourn(p_date text, p_sure text default '', p_state text default 'adjourned',
    p_reason text default 'Vắng mặt', p_id bigint default duty_test.h('off'), p_confirm text default '')
    returns jsonb language sql as $$
    select duty.hearing_adjourn(p_id::text, p_state, p_reason, '', '', p_date, '08:00', '',
        (select version::text from duty.hearing where hearing_id = p_id), p_sure, p_confirm)
$$;
select duty_test.sign_in('thuky.kv1', 'hearing.write');

-- Put off: reason, the day of the decision, and the last day by law.
select duty_test.same(duty.hearing_latest(code, law, decided::date) ->> 'latest_on', latest, words) from (values
    ('900/2027/TLST-HS', null, '2027-02-01', '2027-03-03', 'a criminal case: 30 days (art. 297)'),
    ('900/2027/TLST-DS', null, '2027-01-29', '2027-03-01', 'a civil case: one month, which ends on its last day'
        || ' and, that being a Sunday, on the Monday after (art. 233)'),
    ('900/2027/TLPT-HNGĐ', null, '2027-03-01', '2027-04-01', 'family cases like civil ones'),
    ('900/2027/TLST-DS', 'adjourn.simplified', '2027-03-01', '2027-03-16', 'simplified procedure: 15 days'),
    ('900/2027/TLST-DS', 'adjourn.simplified', '2027-04-09', '2027-04-26', 'which end on the Monday when'
        || ' the last is a Saturday (Civil Code art. 148)'),
    ('900/2027/TLST-HC', null, '2027-03-12', '2027-04-12', 'the 30 days of administrative cases likewise'),
    ('900/2027/TLST-HS', null, '2027-03-12', '2027-04-11', 'those of a criminal case end on the Sunday'),
    ('12/2027/HSST', null, '2027-02-01', '2027-03-03', 'a docket number of the older form has its law, too'),
    ('12/2027/HS-ST', null, '2027-02-01', '2027-03-03', 'with a hyphen'),
    ('12/2027/DSPT', null, '2027-03-01', '2027-04-01', 'and of a second instance'),
    ('900/2027', null, '2027-03-01', null, 'a docket number that says nothing: no date'))
    x(code, law, decided, latest, words);
insert into h values ('off', duty_test.new('900/2027/TLST-HS', '2027-03-10 07:30'));
select duty_test.put(duty_test.h('off'), '{"state": "adjourned", "reason": "Vắng mặt bị cáo"}');
select duty_test.same((state, reason, decided_on, latest_on, law)::text,
    '(adjourned,"Vắng mặt bị cáo",2027-02-01,2027-03-03,adjourn.hs)', 'an adjourned hearing keeps why and until when')
    from duty.hearing where hearing_id = duty_test.h('off');
select duty_test.put(duty_test.h('off'), '{"judge": "Bà Ba", "reason": ""}');
select duty_test.same(reason, 'Vắng mặt bị cáo', 'a form that does not ask for the reason leaves it')
    from duty.hearing where hearing_id = duty_test.h('off');
select duty_test.put(duty_test.h('off'), '{"state": "scheduled"}');
select duty_test.same((reason, decided_on, latest_on, law)::text, '("",,,)', 'back on the list it has none of it')
    from duty.hearing where hearing_id = duty_test.h('off');

-- Whatever of an adjournment is mended, the version says what.
insert into h values ('rule', duty_test.new('901/2027/TLST-DS', '2027-03-12 07:30')),
    ('bare', duty_test.new('901/2027', '2027-03-13 07:30'));
select duty_test.put(duty_test.h(k), format('{"state": "adjourned", "reason": "x", "decided_on": "%s"}', d)::jsonb)
    from (values ('rule', '2027-01-30'), ('rule', '2027-01-31'), ('bare', '2027-01-30'),
        ('bare', '2027-01-31')) x(k, d);
set constraints all immediate;
set constraints all deferred;
select duty_test.same(string_agg(g.severity || ' ' || (g.after ->> 'decided_on') || ' ' || (g.after ->> 'latest_on'),
        ', ' order by version), 'break 2027-01-30 2027-03-01, cosmetic 2027-01-31 2027-03-01',
        'another day of decision is a version, also when the last day by law stays')
    from duty.hearing_change g where hearing_id = duty_test.h('rule') and version > 1;
select duty_test.same(string_agg(g.severity || ' ' || (g.after ->> 'decided_on'), ', ' order by version),
        'break 2027-01-30, cosmetic 2027-01-31', 'and when no law speaks of the case')
    from duty.hearing_change g where hearing_id = duty_test.h('bare') and version > 1;
select duty_test.same((f ->> 'before') || ' ' || (f ->> 'after'), '2027-01-30 2027-01-31',
        'the history names both days')
    from jsonb_array_elements(duty.hearing_history(duty_test.h('rule'), true) #> '{0,fields}') f
    where f ->> 'field' = 'decided_on';
update h set id = duty_test.new('902/2027/TLST-HS', '2027-03-14 07:30') where k = 'bare';
select duty_test.put(duty_test.h('bare'), '{"state": "adjourned", "reason": "x"}');
savepoint later;
select duty_test.pass('5 days');
select duty_test.put(duty_test.h('bare'), '{"state": "scheduled"}');
select duty_test.put(duty_test.h('bare'), duty.import_back(duty_test.h('bare'), before))
    from (select before from duty.hearing_change where hearing_id = duty_test.h('bare')
        order by version desc limit 1) g;
select duty_test.same((state, reason, decided_on, latest_on)::text, '(adjourned,x,2027-02-01,2027-03-03)',
    'what an import undid has the day of its decision and its last day again') from duty.hearing
    where hearing_id = duty_test.h('bare');
rollback to later;
select duty_test.same(string_agg(n::text, ' '), '2', 'many at once: only those that are scheduled; the rest one by one')
    from duty.hearing_add(jsonb_build_array(
        jsonb_build_object('n', 1, 'court_id', duty_test.own_court(), 'code', '903/2027', 'starts', '2027-03-15 07:30',
            'ends', '2027-03-15 09:00', 'state', 'adjourned', 'reason', 'x'),
        jsonb_build_object('n', 2, 'court_id', duty_test.own_court(), 'code', '904/2027', 'starts', '2027-03-15 07:30',
            'ends', '2027-03-15 09:00', 'state', 'scheduled')), null, 'api');
reset role;
select duty_test.same(count(*), 0::bigint, 'the reason is in no message and in no audit row') from (
    select params::text as t from duty.notice union all select data::text from duty.audit) x where t ~ 'Vắng mặt bị';

-- The button: the old date stays on record, the new one is a hearing that follows it.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.refused($$select duty_test.adjourn('', p_reason => '')$$, 'error.field.required',
    'nothing is put off without a reason');
select duty_test.refused($$select duty_test.adjourn('9/3/2027')$$, 'error.hearing.before',
    'the new date comes after the old one');
select duty_test.refused($$select duty_test.adjourn('15/3/2027')$$, 'error.hearing.after_latest',
    'a new date later than the law allows is asked about');
select duty_test.refused($$select duty_test.adjourn('', p_state => 'held')$$, 'error.hearing.not_yet',
    'what has not come yet was not held');
select duty_test.refused($$select duty_test.adjourn('15/3/2027', p_state => 'cancelled')$$, 'error.hearing.no_date',
    'a cancelled hearing has no new date');
select duty_test.refused(format($$select duty.hearing_adjourn('%s', 'adjourned', 'Vắng mặt', '1/2/2017', '', '', '', '',
    (select version::text from duty.hearing where hearing_id = %1$s), '', '')$$, duty_test.h('off')),
    'error.hearing.decided_early', 'nobody decided on a hearing before there was one');
select duty_test.same(state, 'scheduled', 'whatever was refused left nothing behind') from duty.hearing
    where hearing_id = duty_test.h('off');
select duty_test.adjourn('15/3/2027', p_sure => '1');
insert into h select 'new', hearing_id from duty.hearing where follows_id = duty_test.h('off');
select duty_test.same((a.state, b.state, b.starts, b.uid <> a.uid, b.sequence)::text,
    '(adjourned,scheduled,"2027-03-15 08:00:00",t,0)', 'the new date is a hearing of its own') from duty.hearing a,
    duty.hearing b where a.hearing_id = duty_test.h('off') and b.hearing_id = duty_test.h('new');
select duty_test.same(provider_id, duty_test.one(), 'with the same person') from duty.appearance
    where hearing_id = duty_test.h('new');
select duty_test.same(duty.page_hearing(duty_test.h('off')::text) #>> '{next,hearing_id}', duty_test.h('new')::text,
    'the old page leads to the new');
select duty_test.same(duty.page_hearing(duty_test.h('new')::text) #>> '{follows,hearing_id}', duty_test.h('off')::text,
    'and the new page to the old');
select duty_test.refused($$select duty_test.adjourn('20/3/2027', p_sure => '1')$$, 'error.hearing.goes_on',
    'it goes on once');
select duty_test.refused(format($$select duty.hearing_adjourn('%s', 'cancelled', '', '', '', '', '', '', '1', '', '')$$,
    duty_test.h('off')), 'error.hearing.stale', 'a page read before somebody else''s change is refused');

-- Confirmed, or chased: a new hearing and a break ask, a shift, a correction and the rest do not.
insert into h values ('ask', duty_test.new('910/2027/TLST-HS', '2027-03-20 07:30'));
select duty_test.send_all();
select duty_test.same(duty_test.asked(duty_test.h('ask')), '1:open', 'a new hearing must be confirmed');
select duty_test.put(duty_test.h('ask'), '{"room": "P7"}');
select duty_test.same(duty_test.asked(duty_test.h('ask')), '1:open', 'another room asks nothing new');
select duty_test.put(duty_test.h('ask'), '{"starts": "2027-03-20 08:30", "ends": "2027-03-20 11:00"}');
select duty_test.same(duty_test.asked(duty_test.h('ask')), '1:superseded 3:open', 'another hour does');
select duty_test.refused(format($$select duty.hearing_confirm('%s', '%s')$$, duty_test.h('ask'), duty_test.one()),
    'error.hearing.not_asked', 'a clerk confirms for nobody');
select duty_test.pass('25 hours');
reset role;
select duty_test.same(count(*), 2::bigint, 'after a day without a word the provider is reminded, by text and mail')
    from duty.notice where template = 'hearing.confirm' and params ->> 'code' = '910/2027/TLST-HS';
select duty_test.pass('25 hours');
select duty_test.same(count(*), 2::bigint, 'once') from duty.notice
    where template = 'hearing.confirm' and params ->> 'code' = '910/2027/TLST-HS';
select duty_test.same(count(*), 0::bigint, 'the coordinators not yet') from duty.notice
    where template = 'hearing.unconfirmed' and params ->> 'code' = '910/2027/TLST-HS';
select duty_test.pass('42 days'); -- to the 17th of March, 11:00 there: less than 48 hours before
select duty_test.pass('36 hours');
select duty_test.ok(count(*) >= 1 and bool_and(a.role = 'coordinator'), 'two days before it the coordinators hear')
    from duty.notice n join duty.account a using (center_id, person_id) where template = 'hearing.unconfirmed'
        and params ->> 'code' = '910/2027/TLST-HS';
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.read');
select duty.hearing_confirm(duty_test.h('ask')::text, duty_test.one()::text);
select duty_test.same(duty_test.asked(duty_test.h('ask')), '1:superseded 3:phone', 'a coordinator ticks what was said');
select duty_test.refused(format($$select duty.hearing_confirm('%s', '%s')$$, duty_test.h('ask'), duty_test.one()),
    'error.hearing.not_asked', 'once');
select duty_test.same(duty.page_hearing(duty_test.h('ask')::text) #>> '{confirms,0,state}', 'phone',
    'the page says who confirmed and how');

-- Somebody whom no message reaches is asked like the others, so that silence is heard.
reset role;
select duty_test.pass('0');
create temp table silent as select provider_id, person_id from duty.provider
    where center_id = (select min(center_id) from duty.center) and provider_id = duty_test.provider(2);
grant select on silent to public;
savepoint reached;
alter table duty.contact disable trigger user;
update duty.contact set verified_at = null where person_id in (select person_id from silent);
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h select 'silent', duty_test.new('915/2027/TLST-HS', '2027-03-20 13:30',
    jsonb_build_object('provider_id', provider_id)) from silent;
select duty_test.same(duty_test.asked(duty_test.h('silent')), '1:open', 'whom no message reaches must confirm, too');
select duty_test.put(duty_test.h('silent'), '{"room": "P7"}');
select duty_test.put(duty_test.h('silent'), '{"starts": "2027-03-20 14:30", "ends": "2027-03-20 16:00"}');
select duty_test.same(duty_test.asked(duty_test.h('silent')), '1:superseded 3:open', 'and again after a break');
select duty_test.pass('46 days');
reset role;
select duty_test.ok(count(*) >= 1 and bool_and(a.role = 'coordinator'), 'and the coordinators hear that nobody could')
    from duty.notice n join duty.account a using (center_id, person_id) where template = 'hearing.unconfirmed'
        and params ->> 'code' = '915/2027/TLST-HS';
rollback to reached;

-- Moved and moved back before anything left: nothing to ask of who had confirmed.
reset role;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
select duty_test.sign_in((select a.login from duty.account a join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.one()), 'hearing.read');
insert into h select 'back', null;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
update h set id = duty_test.new('911/2027/TLST-HS', '2027-03-22 07:30') where k = 'back';
select duty_test.send_all();
select duty_test.sign_in((select a.login from duty.account a join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.one()), 'hearing.read');
select duty.hearing_confirm(duty_test.h('back')::text, '');
select duty_test.same(duty_test.asked(duty_test.h('back')), '1:page', 'whoever appears says so on the page');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.put(duty_test.h('back'), '{"starts": "2027-03-22 13:30", "ends": "2027-03-22 16:30"}');
select duty_test.put(duty_test.h('back'), '{"starts": "2027-03-22 07:30", "ends": "2027-03-22 10:30"}');
select duty_test.same(duty_test.asked(duty_test.h('back')), '1:page 2:superseded',
    'moved and moved back before a word left: it stays confirmed');

-- Corrections: nobody is told, unless somebody would be left with what is wrong.
select duty_test.same(r ->> 'told' || ' ' || (r ->> 'severity'), '0 shift', 'a corrected room is told to nobody')
    from (select duty_test.put(duty_test.h('back'), '{"room": "P9", "is_correction": true}') as r) x;
select duty_test.same(is_correction, true, 'and the version says that it was a correction') from duty.hearing_change
    where hearing_id = duty_test.h('back') order by version desc limit 1;
select duty_test.refused(format($$select duty_test.put(%s, '{"starts": "2027-03-23 07:30",
    "ends": "2027-03-23 09:00", "is_correction": true}')$$, duty_test.h('back')), 'error.hearing.not_a_correction',
    'another day is no correction once people were told');
insert into h values ('slip', duty_test.new('912/2027/TLST-HS', '2027-03-24 07:30'));
select duty_test.put(duty_test.h('slip'), '{"starts": "2027-03-25 07:30", "ends": "2027-03-25 09:00",
    "is_correction": true}');
select duty_test.same(string_agg(distinct params ->> 'date', ' '), '2027-03-25',
    'before the first message has left it is: that message has the right day') from duty.notice
    where params ->> 'code' = '912/2027/TLST-HS' and state = 'queued';

-- Points: where this provider must sit is as good as the place.
insert into h values ('seat', duty_test.new('913/2027/TLST-HS', '2027-03-26 07:30',
    '{"mode": "online", "points": [{"kind": "central", "place": "Phòng 1"},
        {"kind": "component", "place": "Trại giam 2", "provider_sits": true}]}'));
select duty_test.same(params ->> 'seat', 'Trại giam 2', 'the message says where to sit') from duty.notice
    where params ->> 'code' = '913/2027/TLST-HS' and channel = 'sms';
select duty_test.same(duty_test.put(duty_test.h('seat'), format('{"points": [{"kind": "central", "place": "Phòng 1"},
    {"kind": "component", "place": "%s", "provider_sits": true}]}', p)::jsonb) ->> 'severity', s, words) from (values
    ('Trại giam 2', 'same', 'the same points again are nothing'),
    ('Trại giam 3', 'break', 'another seat is a break')) x(p, s, words);
select duty_test.same(duty_test.put(duty_test.h('seat'), '{"points": [{"kind": "central", "place": "Phòng 8"},
    {"kind": "component", "place": "Trại giam 3", "provider_sits": true}]}') ->> 'severity', 'shift',
    'another court room at the other end is a shift');
select duty_test.refused(format($$select duty_test.put(%s, '{"points": [{"kind": "central", "place": "A",
    "provider_sits": true}, {"kind": "component", "place": "B", "provider_sits": true}]}')$$, duty_test.h('seat')),
    'hearing_one_seat', 'nobody sits in two places');

-- How to enter is kept no longer than it is needed.
reset role;
create function duty_test.seal(p_id bigint, p_sealed text) returns jsonb language sql as $$
    select duty.hearing_secret_put(p_id::text, duty.hearing_secret_for(p_id::text) #>> '{}', p_sealed)
$$;
create function duty_test.secrets() returns text language sql as $$
    select string_agg(x.k, ' ' order by x.k) from duty.hearing_secret s join h x on x.id = s.hearing_id
$$;
select duty_test.sign_in('thuky.kv1', 'hearing.secret');
insert into h values ('zoom', duty_test.new('916/2027/TLST-HS', '2027-02-03 07:30', '{"mode": "online"}'));
select duty_test.seal(duty_test.h(k), '0123456789abcdef:' || repeat('A', 60)) from (values ('seat'), ('zoom')) x(k);
select duty_test.put(duty_test.h('seat'), '{"mode": "in_person"}');
select duty_test.refused($$select duty_test.seal(duty_test.h('seat'), '0123456789abcdef:' || repeat('B', 60))$$,
    'error.hearing.in_person', 'a hearing in the court room has no link');
select duty_test.same(duty_test.secrets(), 'seat zoom', 'the old one is still there');
select duty_test.seal(duty_test.h('seat'), '');
select duty_test.same(duty_test.secrets(), 'zoom', 'and can be taken away');
savepoint over;
select duty_test.pass('2 days 9 hours');
set local role duty_jobs;
select duty.clock_tick();
reset role;
select duty_test.same(duty_test.secrets(), 'zoom', 'on the day of the hearing the link is there');
select duty_test.pass('6 hours');
set local role duty_jobs;
select duty.clock_tick();
reset role;
select duty_test.same(duty_test.secrets(), null, 'the day after nobody has it any more');
rollback to over;
select duty_test.sign_in('thuky.kv1', 'hearing.write');

-- Evidence of when it was told.
insert into h values ('proof', duty_test.new('914/2027/TLST-HS', '2027-02-03 07:30'));
select duty_test.pass('1 minute');
select duty_test.put(duty_test.h('proof'), '{"state": "adjourned", "reason": "Vắng mặt"}');
select duty_test.pass('1 minute');
select duty_test.same(p #>> '{breaks,0,state}', 'adjourned', 'the proof names what became of the hearing'),
    duty_test.same(p #>> '{breaks,0,set_for}', '2027-02-03T07:30', 'and what was set'),
    duty_test.same(p #>> '{breaks,0,people,0,in_time}', 'false', 'a message taken by the network proves nothing yet'),
    duty_test.same(jsonb_array_length(p #> '{breaks,0,people,0,messages}'), 2, 'both messages are named')
    from (select duty.page_hearing_evidence(duty_test.h('proof')::text) as p) x;
reset role;
insert into duty.receipt (center_id, notice_id, n, kind, received_at)
    select center_id, notice_id, 1, 'delivered', '2027-02-01 05:00+00' from duty.notice
    where template = 'hearing.cancelled' and channel = 'sms' and params ->> 'code' = '914/2027/TLST-HS';
select duty_test.sign_in('thuky.kv1', 'hearing.read');
select duty_test.same(p #>> '{breaks,0,people,0,in_time}' || ' ' || (p #>> '{breaks,0,people,0,reached_at}'),
    'true 2027-02-01T12:00', 'a delivery before the hour does, with its time')
    from (select duty.page_hearing_evidence(duty_test.h('proof')::text) as p) x;
select duty_test.sign_in((select a.login from duty.account a join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.provider(1)), 'hearing.read');
select duty_test.refused($$select duty.page_hearing_evidence(duty_test.h('proof')::text)$$, 'error.not_found',
    'another provider sees nothing of it');
reset role;

-- What the database refuses whoever asks.
set constraints all immediate;
set constraints all deferred;
select duty_test.refused(statement, word, words) from (values
    ('update duty.hearing set uid = uid || ''x''', 'constraint.hearing_uid', 'a uid is for life'),
    ('update duty.hearing set sequence = sequence - 1', 'constraint.hearing_sequence', 'a sequence never falls'),
    ('update duty.hearing set sequence = sequence + 2', 'constraint.hearing_sequence', 'nor leaps'),
    ('update duty.hearing set version = version - 1', 'constraint.hearing_sequence', 'nor does a version'),
    ('update duty.hearing set room = ''X''', 'constraint.hearing_version', 'no change without a version'),
    ('delete from duty.hearing', 'constraint.immutable', 'a hearing is never removed'),
    ('update duty.hearing_change set door = ''api''', 'constraint.immutable', 'nor is a version changed'),
    ('delete from duty.hearing_change', 'constraint.immutable', 'or removed'),
    ('truncate duty.hearing_change cascade', 'constraint.immutable', 'or all of them at once'))
    x(statement, word, words);
select duty_test.refused($q$do $$ begin
    update duty.hearing set version = version + 1, room = 'X' where hearing_id = duty_test.h('off');
    set constraints all immediate; end $$$q$, 'hearing_version', 'a version that was not written down is none');
select duty_test.same(duty.audit_verify(min(center_id)), null, 'all of it is in an unbroken audit') from duty.center;
rollback;
