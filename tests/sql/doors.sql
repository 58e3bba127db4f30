-- Keys and codes as the database sees them: a clerk of one court, and less than that.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.write');
select duty_test.save(null), duty_test.save(null, p_code => '5/2027', p_date => '2027-03-11',
    p_court => (select other_court from duty_test.fixed));
select duty.key_new(duty_test.own_court()::text, 'Một', '30', 'dutyd_AAAAAA', repeat('a', 64)),
    duty.key_new(duty_test.own_court()::text, 'Hai', '30', 'dutyd_BBBBBB', repeat('b', 64)),
    duty.court_code_new(duty_test.own_court()::text, 'Bàn', '30', repeat('c', 64), 'ABCD', 'EFGH12');
select duty_test.refused($$select duty.key_new('0', 'x', '30', 'dutyd_x', repeat('d', 64))$$,
    'error.field.choice', 'a key is for a court of the Centre');
select duty_test.refused(format($$select duty.key_new('%s', 'x', '731', 'dutyd_x', repeat('d', 64))$$,
    duty_test.own_court()), 'error.field.number', 'no key lasts for more than two years');
select duty_test.refused('select key_hash from duty.api_key', '42501', 'the daemon never reads a hash');
select duty_test.refused('select secret_hash from duty.court_code', '42501', 'of a code neither');
select duty_test.same(jsonb_array_length(duty.page_keys() -> 'keys'), 2, 'a coordinator sees the keys');
reset role;
select duty_test.refused($$insert into duty.account (center_id, person_id, login, password_hash, role)
    select center_id, person_id, 'khoa', 'x', 'key' from duty.account limit 1$$,
    'account_is_of_a_person', 'no account is a key');
select duty_test.refused($$insert into duty.session (center_id, session_hash, created_at, expires_at)
    select center_id, repeat('e', 64), now(), now() + interval '1 hour' from duty.center limit 1$$,
    'session_of_one', 'a session is somebody''s');
select duty_test.same((select array_agg(action order by action) from duty.permission where role = 'key'),
    array['api.read', 'api.write'], 'a key may use the API');
select duty_test.same((select array_agg(action order by action) from duty.permission where role = 'code'),
    array['door.read', 'door.write'], 'a code may use the door');

select duty.identify(repeat('a', 64), 'api.write', 'test');
set local role duty_app;
select duty_test.same(duty.current_actor(), 'clerk', 'what binds clerks binds a key');
select duty_test.same(duty.current_account(), null::bigint, 'it is nobody''s account');
select duty_test.same((select array_agg(distinct court_id) from duty.legal_case),
    array[duty_test.own_court()], 'it sees the cases of its court only');
select duty_test.same((select count(*) from duty.hearing), 1::bigint, 'and its hearings');
select duty_test.same((select array_agg(name::text) from duty.api_key), array['Một'], 'of the keys itself');
select duty_test.same((select count(*) from duty.court_code), 0::bigint, 'and no code');
select duty_test.refused(format($$insert into duty.legal_case (center_id, code, court_id)
    select duty.current_center(), 'y', %s$$, (select other_court from duty_test.fixed)), '42501',
    'the database refuses it a case at another court');
select duty_test.same(duty.api_write('PUT', 'x-1', '{"case_code": "7/2027/TLST-HS", "date": "2027-03-12",
    "time": "07:30"}', 'k', '', '', '') ->> 'status', '201', 'it enters a hearing');
select duty_test.same((select token from duty.hearing_change order by changed_at desc, hearing_id desc limit 1)
    ? 'key', true, 'whose version names it');
select duty_test.refused(format('select duty.api_list(%L, %L, %L, %L)', '', '', '', after), 'error.field.token',
    'a list goes on after no such time: ' || after)
    from unnest('{20270230T0730.1,99999999T9999.1,20270312T2460.1,20270312T0730}'::text[]) after;
select duty_test.same(duty.api_list('2027-03-01', '', '', '20270311T2359.1') #>> '{body,hearings,0,id}', 'x-1',
    'after one there is it goes on');
select duty_test.refused($$select duty.api_write('PUT', 'never-sent', '{"case_code": "8/2027/TLST-HS",
    "date": "2027-03-12", "time": "07:30", "state": "cancelled"}', '', '', '', '')$$, 'error.api.not_found',
    'what was never sent cannot be called off');
reset role;
select duty.identify(repeat('b', 64), 'api.write', 'test');
set local role duty_app;
select duty_test.same((select count(*) from duty.api_answer), 0::bigint,
    'another key does not see what the first was answered');
select duty_test.same(duty.api_get('x-1') ->> 'status', '200', 'but speaks with the same voice');
reset role;
update duty.clock set shift = '2027-03-13 02:00+00'::timestamptz - now();
set local role duty_app;
select duty_test.refused($$select duty.api_write('DELETE', 'x-1', '', '', '', '', '')$$, 'error.api.over',
    'a hearing that is over is not called off, and the program hears so');
reset role;
update duty.clock set shift = '2027-02-02 01:00+00'::timestamptz - now();
set local role duty_jobs;
select duty.clock_tick();
reset role;
select duty_test.same((select count(*) from duty.api_answer), 1::bigint, 'an answer is kept for a day');
update duty.clock set shift = '2027-02-02 03:00+00'::timestamptz - now();
set local role duty_jobs;
select duty.clock_tick();
reset role;
select duty_test.same((select count(*) from duty.api_answer), 0::bigint,
    'then it is forgotten, though its key asks for nothing more');
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
select duty_test.refused($$select duty.identify(repeat('a', 64), 'hearing.read', 'test')$$,
    'error.forbidden', 'a key opens no page');
update duty.api_key set revoked_at = duty.now(), revoked_by = created_by;
select duty_test.refused($$select duty.identify(repeat('a', 64), 'api.read', 'test')$$,
    'error.signed_out', 'a revoked key is none');

set local role duty_app;
select duty_test.same(duty.door_enter(repeat('0', 64), '', '', repeat('d', 64), '') ->> 'refused',
    'error.door.link', 'a wrong link does not open');
select duty_test.same(duty.door_enter('', 'ABCD', 'EFGH13', repeat('d', 64), '') ->> 'refused',
    'error.door.code', 'nor does a wrong code');
reset role;
select duty_test.same((select wrong from duty.court_code), 1, 'the wrong try is counted');
set local role duty_app;
select duty_test.same(duty.door_enter('', 'ABCD', 'EFGH12', repeat('d', 64), ''), '{"entered": true}',
    'the right one opens');
reset role;
select duty_test.same((select wrong from duty.court_code), 0, 'and the count begins anew');
update duty.court_code set closed_until = duty.now() + interval '1 minute';
set local role duty_app;
select duty_test.same(duty.door_enter('', 'ABCD', 'EFGH12', repeat('e', 64), ''),
    duty.door_enter('', 'ZZZZ', 'EFGH12', repeat('e', 64), ''),
    'of a closed code nothing is learnt, not even by its own letters');
reset role;
update duty.court_code set closed_until = null;
select duty.identify(repeat('d', 64), 'door.read', 'test');
set local role duty_app;
select duty_test.same(duty.door_hearings() ->> 'court', (select name::text from duty.org_unit
    where org_id = duty_test.own_court()), 'the door says whose it is');
select duty_test.same(duty.door_form('') #> '{options,provider_id}', null::jsonb, 'and names no staff');
reset role;
select duty_test.refused($$select duty.identify(repeat('d', 64), 'api.read', 'test')$$,
    'error.forbidden', 'a code is no key');
rollback;
