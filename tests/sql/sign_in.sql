-- Signing in, and what a session is good for.
\ir lib/duty_test.sql
begin;
create temporary table me as
select c.code, a.center_id, a.account_id, a.login, a.role, repeat('a', 64) as hash
from duty.account a join duty.center c using (center_id)
where a.login = duty_test.account('clerk') and c.center_id = (select min(center_id) from duty.center);
create temporary table boss as
select a.center_id, a.account_id, repeat('b', 64) as hash from duty.account a
where a.login = duty_test.account('coordinator') and a.center_id = (select center_id from me);
grant select on me, boss to duty_app;
update duty.account set password_hash = '$6$x' where (center_id, account_id) in (select center_id, account_id
    from me);

set local role duty_app;
select duty_test.same(duty.login_find(code, ' ' || upper(login)) ->> 'hash', '$6$x',
    'a log-in is found whatever its letter case') from me;
select duty_test.same(duty.login_find(code, 'nobody'), null, 'an unknown log-in is null') from me;
select duty_test.same(duty.login_open(center_id, account_id, hash, '::1'), '{"role": "clerk"}'::jsonb,
    'the right password opens a session') from me;
select duty.login_open(center_id, account_id, hash, '::1') from boss;
select duty_test.refused(format('select duty.session_open(%L, %L, %L, %L)', code, login, repeat('c', 64), '1 h'),
    '42501',
    'the daemon cannot open a session without a password') from me;
select duty_test.refused('select password_hash from duty.account', '42501', 'the daemon cannot read password hashes');

select duty_test.refused($$select duty.identify('x', 'session.read', '')$$, 'error.signed_out',
    'an unknown session is signed out');
select duty_test.refused(format('select duty.identify(%L, %L, %L)', hash, 'roster.publish', ''), 'error.forbidden',
    'a role without the permission is refused') from me;
select duty_test.same(count(*), 0::bigint, 'before identify no row of any Centre is seen') from duty.person;
select duty.identify(hash, 'session.read', 'r1') from me;
select duty_test.same(duty.session_me() ->> 'role', 'clerk', 'identify says who asks');
select duty_test.ok(count(*) > 0 and count(*) = count(*) filter (where center_id = (select center_id from me)),
    'after identify exactly the own Centre is seen') from duty.person;

reset role;
update duty.clock set shift = '90 minutes';
select duty.identify(hash, 'session.read', '') from me;
update duty.clock set shift = '200 minutes';
select duty_test.ok(true, 'a shared computer stays signed in while it is used')
    from (select duty.identify(hash, 'session.read', '') from me) x;
update duty.clock set shift = '400 minutes';
select duty_test.refused(format('select duty.identify(%L, %L, %L)', hash, 'session.read', ''), 'error.signed_out',
    'a shared computer is signed out two idle hours later') from me;
select duty_test.ok(true, 'the others stay signed in for their shift')
    from (select duty.identify(hash, 'session.read', '') from boss) x;
update duty.clock set shift = '13 hours';
select duty_test.refused(format('select duty.identify(%L, %L, %L)', hash, 'session.read', ''), 'error.signed_out',
    'and are signed out after twelve hours') from boss;
update duty.clock set shift = '0';
update duty.account a set locked_at = now() from boss b
    where (a.center_id, a.account_id) = (b.center_id, b.account_id);
select duty_test.refused(format('select duty.identify(%L, %L, %L)', hash, 'session.read', ''), 'error.signed_out',
    'locking an account ends its sessions') from boss;
select duty_test.refused(format('select duty.login_open(%s, %s, %L, %L)', center_id, account_id, repeat('d', 64),
    ''), 'error.login',
    'a locked account opens none') from boss;

select duty.identify(hash, 'session.read', '') from me;
set local role duty_app;
select duty.logout();
reset role;
select duty_test.refused(format('select duty.identify(%L, %L, %L)', hash, 'session.read', ''), 'error.signed_out',
    'logging out ends the session') from me;
select duty_test.ok(count(*) >= 2, 'every session opened is in the audit') from duty.audit
    where action = 'session.open';
rollback;

-- Days are the Centre's: in the first hours of the day on which a court is renamed, it has its new name.
begin;
delete from duty.session;
update duty.clock set shift = '2027-03-14 20:00+00'::timestamptz - now();
select duty_test.sign_in(duty_test.account('administrator'), 'people.write');
create temporary table c as select a.login, a.org_id as old, (duty.org_change(a.org_id::text, 'rename', '2027-03-15',
    'Tòa án nhân dân khu vực sáng sớm', '', '', '') ->> 'org_id')::bigint as new
    from duty.account a where role = 'clerk' order by account_id limit 1;
select duty_test.sign_in(login, 'session.read') from c;
select duty_test.same(duty.current_org(), new, 'at three in the morning a clerk belongs to the court of that day')
    from c;
select duty_test.same(duty.court_find('tòa án nhân dân khu vực sáng sớm'), new, 'and lists mean it') from c;
select duty_test.ok(duty.courts() @> jsonb_build_array(jsonb_build_object('value', new::text)), 'and forms have it')
    from c;
rollback;
