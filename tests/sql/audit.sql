-- The audit chain: appended under a lock, broken by any change.
\ir lib/duty_test.sql
begin;
create temporary table c as select min(center_id) as id from duty.center;
grant select on c to public;
select duty_test.sign_in(duty_test.account('coordinator'));
select duty.audit_add('test.one', 'thing', '1', '{"b": 1.50, "a": "x"}'), duty.audit_add('test.two', 'thing', '2',
    '{}'),
    duty.audit_add('test.three', 'thing', '3', '{}');
select duty_test.same(duty.audit_verify(id), null, 'a chain as written is whole') from c;
select duty_test.same(account_id::text || ' ' || request_id, current_setting('app.account_id') || ' test',
    'a row says who, in which request')
    from duty.audit where action = 'test.one';
select duty_test.refused($$insert into duty.audit select *
    from duty.audit limit 1$$, '42501', 'the daemon writes to it by audit_add alone');
select duty_test.refused($$update duty.audit set data = '{}'$$, '42501', 'and changes nothing');
reset role;
select duty_test.refused($$update duty.audit set data = '{}'
    where action = 'test.two'$$, 'constraint.immutable', 'not even the superuser changes a row by the way');
select duty_test.refused('truncate duty.audit', 'constraint.immutable', 'or empties it');

-- Somebody with the power to switch the triggers off is found out.
alter table duty.audit disable trigger immutable;
savepoint whole;
update duty.audit set data = '{"b": 2}' where action = 'test.two';
select duty_test.same(duty.audit_verify(id), (select seq from duty.audit
    where action = 'test.two'), 'a changed row is found') from c;
rollback to whole;
update duty.audit set at = at + interval '1 microsecond' where action = 'test.two';
select duty_test.same(duty.audit_verify(id), (select seq from duty.audit
    where action = 'test.two'), 'a changed time is found') from c;
rollback to whole;
delete from duty.audit where action = 'test.two';
select duty_test.same(duty.audit_verify(id), (select seq from duty.audit
    where action = 'test.three'), 'a missing row is found') from c;
rollback to whole;
delete from duty.audit where action = 'test.three';
select duty_test.same(duty.audit_verify(id), (select max(seq) + 1 from duty.audit_head, c
    where center_id = id) - 1, 'a cut-off end is found') from c;
rollback;

-- The daily check goes through the whole record in small steps.
begin;
select set_config('app.center_id', min(center_id)::text, true) from duty.center;
delete from duty.audit_check;
select duty.audit_add('test.day', 'test', i::text, '{}') from generate_series(1, 9) i;
set local role duty_jobs;
select duty.audit_check(4) from generate_series(1, 1000);
reset role;
select duty_test.ok(at is not null and broken is null and total = (select seq from duty.audit_head h
    where h.center_id = k.center_id), 'the daily check finds a whole record whole')
    from duty.audit_check k where center_id = duty.current_center();
alter table duty.audit disable trigger immutable;
update duty.audit set data = '{"b": 2}' where center_id = duty.current_center() and action = 'test.day'
    and entity_id = '6';
select duty.audit_check(4) from generate_series(1, 3);
select duty_test.same(broken, null::bigint, 'once a day is enough') from duty.audit_check
    where center_id = duty.current_center();
update duty.audit_check set day = day - 1;
select duty.audit_check(4) from generate_series(1, 1000);
select duty_test.same(broken, seq, 'and finds the first changed row, wherever it is')
    from (select k.broken, a.seq from duty.audit_check k join duty.audit a using (center_id)
        where a.action = 'test.day' and a.entity_id = '6') x;
select duty_test.same(duty.history_broken(array[seq]), seq, 'a page that shows it says so at once')
    from duty.audit where center_id = duty.current_center() and action = 'test.day' and entity_id = '6';
rollback;
