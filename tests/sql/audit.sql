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
