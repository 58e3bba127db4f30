-- The outbox: leases, outcomes, lost daemons, receipts in any order.
\ir lib/duty_test.sql
begin;
create temporary table p as select center_id, person_id from duty.person order by 1, 2 limit 1;
-- A notice named w, and where it stands.
create function pg_temp.add(p_name text, p_policy text default 'twice', p_deadline interval default '1 day',
    p_priority integer default 5) returns void language sql as $$
    insert into duty.notice (center_id, person_id, channel, address, language, template, params, dedupe_key,
            policy, priority, due_at, deadline, created_at)
        select center_id, person_id, 'sms', '+84900000000', 'en', 'hearing.moved', '{}', p_name, p_policy, p_priority,
            duty.now(), duty.now() + p_deadline, duty.now() from p
$$;
create function pg_temp.at(p_name text) returns text language sql as $$
    select state || ' ' || attempts from duty.notice where dedupe_key = p_name
$$;
create function pg_temp.claim() returns jsonb language plpgsql as $$
declare
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.notice_claim(100, 60);
    reset role;
    return v;
end $$;
create function pg_temp.record(p_name text, p_n integer, p_outcome text) returns jsonb language plpgsql as $$
declare
    v jsonb := (select jsonb_build_array(jsonb_build_object('center_id', center_id, 'notice_id', notice_id, 'n', p_n,
        'outcome', p_outcome, 'gateway', 'g', 'text', 'Xin chào')) from duty.notice where dedupe_key = p_name);
begin
    set local role duty_jobs;
    v := duty.notice_record(v);
    reset role;
    return v;
end $$;
create function pg_temp.receipt(p_name text, p_n integer, p_kind text) returns jsonb language plpgsql as $$
declare
    v_token text := (select token from duty.notice_attempt a join duty.notice n using (center_id, notice_id)
        where n.dedupe_key = p_name and a.n = p_n);
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.notice_receipt(v_token, p_kind, 'x');
    reset role;
    return v;
end $$;
create function pg_temp.reclaim() returns integer language plpgsql as $$
declare
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.notice_reclaim();
    reset role;
    return v ->> 'reclaimed';
end $$;
delete from duty.receipt;
delete from duty.notice_attempt;
delete from duty.notice;

select pg_temp.add('low'), pg_temp.add('high', p_priority => 9);
create temporary table c as select c, i from jsonb_array_elements(pg_temp.claim()) with ordinality e(c, i);
select duty_test.same(count(*), 2::bigint, 'what is due is claimed') from c;
select duty_test.same(c ->> 'notice_id', notice_id::text, 'the most urgent first') from c, duty.notice
    where i = 1 and dedupe_key = 'high';
select duty_test.ok(c ->> 'body' ~ 'hearing'
    and length(c ->> 'token') >= 24, 'with the words in the person''s language and a token')
    from c where i = 1;
select duty_test.same(pg_temp.at('low'), 'leased 1', 'a claimed notice is leased');
select duty_test.same(jsonb_array_length(pg_temp.claim()), 0, 'and not claimed twice');
select duty_test.same(lease_pid, pg_backend_pid(), 'the lease says who holds it') from duty.notice
    where dedupe_key = 'low';
select pg_temp.record('low', 1, 'ok');
select duty_test.same(pg_temp.at('low'), 'sent 1', 'ok means sent, delivered only a receipt says');
select duty_test.same(pg_temp.record('low', 1, 'permfail') ->> 'recorded', '0', 'an attempt ends once');
select duty_test.same(pg_temp.at('low'), 'sent 1', 'and its notice stays');
select pg_temp.record('high', 1, 'permfail');
select duty_test.same(pg_temp.at('high'), 'failed 1', 'a permanent refusal is a failure');

-- Retries.
select pg_temp.add('slow'), pg_temp.claim();
select pg_temp.record('slow', 1, 'tempfail');
select duty_test.ok(state = 'queued' and due_at - duty.now() between interval '27 s' and interval '33 s',
    'a temporary refusal is tried again half a minute later, ten percent more or less') from duty.notice
        where dedupe_key = 'slow';
select duty_test.same(jsonb_array_length(pg_temp.claim()), 0, 'and not before');
update duty.clock set shift = '40 s';
select pg_temp.claim();
select pg_temp.record('slow', 2, 'tempfail');
select duty_test.ok(due_at - duty.now() between interval '108 s'
    and interval '132 s', 'the next time two minutes later')
    from duty.notice where dedupe_key = 'slow';
update duty.notice set attempts = 7, due_at = duty.now() where dedupe_key = 'slow';
select pg_temp.claim();
select pg_temp.record('slow', 8, 'tempfail');
select duty_test.same(pg_temp.at('slow'), 'failed 8', 'after eight attempts it has failed');
select pg_temp.add('short', p_deadline => '20 s'), pg_temp.claim();
select pg_temp.record('short', 1, 'tempfail');
select duty_test.same(pg_temp.at('short'), 'failed 1', 'no retry past the deadline');
select pg_temp.add('late', p_deadline => '20 s');
update duty.clock set shift = '80 s';
select pg_temp.claim();
select duty_test.same(pg_temp.at('late'), 'expired 0', 'what nobody sent in time expires');

-- Nobody knows.
select pg_temp.add('twice'), pg_temp.add('never', 'never'), pg_temp.claim();
select pg_temp.record('twice', 1, 'unknown'), pg_temp.record('never', 1, 'unknown');
select duty_test.same(pg_temp.at('twice') || ', ' || pg_temp.at('never'), 'queued 1, unknown 1',
    'unknown: tried again where never is worse, ended where twice is worse');
select pg_temp.add('lost'), pg_temp.add('lost never', 'never'), pg_temp.claim();
select duty_test.same(pg_temp.reclaim(), 0, 'a lease of a living daemon stays');
update duty.notice set lease_pid = 0 where dedupe_key like 'lost%';
select duty_test.same(pg_temp.reclaim(), 2, 'a lease of a daemon that is gone is taken back');
select duty_test.same(pg_temp.at('lost') || ', ' || pg_temp.at('lost never'), 'queued 1, unknown 1',
    'as an attempt nobody knows the end of');
select duty_test.same(outcome || ' ' || code, 'unknown lost', 'and the attempt says so') from duty.notice_attempt
    join duty.notice using (center_id, notice_id) where dedupe_key = 'lost';
select pg_temp.record('lost', 1, 'ok');
select duty_test.same(pg_temp.at('lost'), 'sent 1', 'a late ok spares the second message');
select duty_test.same(outcome, 'unknown', 'the attempt stays as it was recorded') from duty.notice_attempt
    join duty.notice using (center_id, notice_id) where dedupe_key = 'lost';
select pg_temp.add('old lease'), pg_temp.claim();
update duty.clock set shift = '150 s';
select duty_test.same(pg_temp.reclaim(), 1, 'a lease past its time is taken back');
select duty_test.ok(state = 'queued' and due_at <= duty.now(), 'and is due at once') from duty.notice
    where dedupe_key = 'old lease';
select pg_temp.claim();
select pg_temp.record('old lease', 1, 'ok');
select duty_test.same(pg_temp.at('old lease'), 'leased 2', 'a late ok does not take away a running second attempt');

-- Receipts.
select pg_temp.add('r1'), pg_temp.add('r2'), pg_temp.add('r3'), pg_temp.add('r4'), pg_temp.claim();
select pg_temp.record(x, 1, 'ok') from unnest(array['r1', 'r2', 'r3']) x;
select pg_temp.receipt('r1', 1, 'accepted'), pg_temp.receipt('r1', 1, 'delivered'), pg_temp.receipt('r1', 1,
    'failed');
select pg_temp.receipt('r2', 1, 'failed'), pg_temp.receipt('r2', 1, 'delivered'), pg_temp.receipt('r2', 1,
    'accepted');
select duty_test.same(pg_temp.at('r1') || ', ' || pg_temp.at('r2'), 'delivered 1, delivered 1',
    'receipts come in any order: delivered wins');
select pg_temp.receipt('r3', 1, 'refused'), pg_temp.receipt('r3', 1, 'refused');
select duty_test.same(pg_temp.at('r3'), 'failed 1', 'a refusal is a failure');
select duty_test.same(count(*), 1::bigint, 'the same receipt twice is one') from duty.receipt
    join duty.notice using (center_id, notice_id)
    where dedupe_key = 'r3';
select pg_temp.receipt('r4', 1, 'delivered');
select duty_test.same(pg_temp.at('r4'), 'leased 1', 'a receipt may come before our own record, and waits for it');
select pg_temp.record('r4', 1, 'ok');
select duty_test.same(pg_temp.at('r4'), 'delivered 1', 'which it then decides');
select pg_temp.add('r5'), pg_temp.add('r6'), pg_temp.claim();
select pg_temp.receipt('r5', 1, 'delivered'), pg_temp.receipt('r6', 1, 'failed');
update duty.notice set lease_pid = -1 where dedupe_key in ('r5', 'r6');
select pg_temp.reclaim();
select duty_test.same(pg_temp.at('r5') || ', ' || pg_temp.at('r6'), 'delivered 1, failed 1',
    'a receipt spares the second message when the daemon was lost before its record');
select duty_test.same(string_agg(outcome, ', ' order by dedupe_key), 'ok, unknown, unknown',
    'and every attempt has its end') from duty.notice_attempt
    join duty.notice using (center_id, notice_id) where dedupe_key in ('r4', 'r5', 'r6');
select pg_temp.receipt('old lease', 1, 'failed');
select duty_test.same(pg_temp.at('old lease'), 'leased 2',
    'a failure of an earlier attempt does not end the later one');
select duty_test.same(duty.notice_receipt('nobody', 'delivered', ''), '{"found": false}'::jsonb,
    'an unknown token is told so');

-- The states the database refuses, and the rest.
select pg_temp.add('new');
select duty_test.refused(format($$update duty.notice set %s
    where dedupe_key = 'new'$$, s), '23514', 'refused by the state machine: ' || s)
from unnest(array['state = ''sent''', 'state = ''leased''', 'state = ''delivered''', 'state = ''failed''',
    'lease_until = now()', 'ended_at = now()', 'attempts = -1', 'state = ''lost''']) s;
select duty_test.refused($$select pg_temp.add('twice')$$, 'notice_center_id_dedupe_key_key',
    'one notice per event, kind, person and channel');
select duty_test.same(s ->> 'due', (select count(*)::text from duty.notice
    where state = 'queued' and due_at <= duty.now()),
    'the statistics count what is due') from (select duty.notice_stats() as s) x;
select duty_test.same(duty.notice_capture(jsonb_build_array(jsonb_build_object('token', token, 'channel', 'sms',
    'address', '+84900000000',
    'body', 'Xin chào'), '{"token": "nobody", "channel": "sms", "address": "x", "body": "y"}'::jsonb)),
        '{"captured": 1}'::jsonb,
    'the capture gateway keeps messages we sent, and no others') from duty.notice_attempt limit 1;

set local role duty_jobs;
select duty_test.refused('delete from duty.notice', '42501', 'the jobs role deletes nothing');
select duty_test.refused('select subject from duty.legal_case', '42501', 'and does not know what cases are about');
rollback;
