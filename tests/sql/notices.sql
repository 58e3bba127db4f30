-- The outbox: leases, outcomes, lost daemons, receipts in any order.
\ir lib/duty_test.sql
begin;
create temporary table p as select center_id, person_id from duty.person order by 1, 2 limit 1;
-- A notice named w, and where it stands.
create function pg_temp.add(p_name text, p_policy text default 'twice', p_deadline interval default '1 day',
    p_priority integer default 7) returns void language sql as $$
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
-- One telephone and no mailbox: what comes to nothing there leaves the outbox.
delete from duty.contact where channel = 'mail' and (center_id, person_id) in (select center_id, person_id from p);
-- A working day at noon in Viet Nam, so that no hour is a quiet one.
create function pg_temp.clock(p_since interval) returns void language sql as $$
    update duty.clock set shift = timestamptz '2026-11-25 05:00Z' - pg_catalog.now() + p_since
$$;
select pg_temp.clock('0');

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
select duty_test.ok(state = 'held' and reason = 'retry'
    and due_at - duty.now() between interval '27 s' and interval '33 s',
    'a temporary refusal is tried again half a minute later, ten percent more or less') from duty.notice
        where dedupe_key = 'slow';
select duty_test.same(jsonb_array_length(pg_temp.claim()), 0, 'and not before');
select pg_temp.clock('40 s');
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
select pg_temp.clock('80 s');
select pg_temp.claim();
select duty_test.same(pg_temp.at('late') || ' ' || reason, 'expired 0 late',
    'what nobody sent in time expires, and says why') from duty.notice where dedupe_key = 'late';

select duty_test.same(count(*), 1::bigint, 'and a coordinator hears of it') from duty.task t
    join duty.notice n using (center_id, notice_id) where n.dedupe_key = 'late';

-- Nobody knows.
select pg_temp.add('twice'), pg_temp.add('never', 'never'), pg_temp.claim();
select pg_temp.record('twice', 1, 'unknown'), pg_temp.record('never', 1, 'unknown');
select duty_test.same(pg_temp.at('twice') || ', ' || pg_temp.at('never'), 'held 1, unknown 1',
    'unknown: tried again where never is worse, ended where twice is worse');
select pg_temp.add('lost'), pg_temp.add('lost never', 'never'), pg_temp.claim();
select duty_test.same(pg_temp.reclaim(), 0, 'a lease of a living daemon stays');
update duty.notice set lease_pid = 0 where dedupe_key like 'lost%';
select duty_test.same(pg_temp.reclaim(), 0, 'a connection that is gone is no proof: its leases are only shortened');
select duty_test.same(max(lease_until) - duty.now(), interval '20 s', 'to twenty seconds') from duty.notice
    where dedupe_key like 'lost%';
select pg_temp.clock('101 s');
select duty_test.same(pg_temp.reclaim(), 2, 'then the leases of a daemon that is gone are taken back');
select duty_test.same(pg_temp.at('lost') || ', ' || pg_temp.at('lost never'), 'queued 1, unknown 1',
    'as an attempt nobody knows the end of');
select duty_test.same(outcome || ' ' || code, 'unknown lost', 'and the attempt says so') from duty.notice_attempt
    join duty.notice using (center_id, notice_id) where dedupe_key = 'lost';
select pg_temp.record('lost', 1, 'ok');
select duty_test.same(pg_temp.at('lost'), 'sent 1', 'a late ok spares the second message');
select duty_test.same(outcome, 'unknown', 'the attempt stays as it was recorded') from duty.notice_attempt
    join duty.notice using (center_id, notice_id) where dedupe_key = 'lost';
select pg_temp.add('old lease'), pg_temp.claim();
select pg_temp.clock('165 s');
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
update duty.notice set lease_until = duty.now() - interval '1 s' where dedupe_key in ('r5', 'r6');
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

-- A lost connection, and a daemon that lives.
select pg_temp.add('ours'), pg_temp.add('theirs'), pg_temp.claim();
update duty.notice set lease_pid = 0 where dedupe_key in ('ours', 'theirs');
select pg_temp.reclaim();
select duty.notice_reclaim((select jsonb_agg(jsonb_build_array(center_id, notice_id, attempts)) from duty.notice
    where dedupe_key = 'ours'), 60);
select duty_test.ok(lease_pid = pg_backend_pid() and lease_until = duty.now() + interval '60 s',
    'what a daemon still has in its hands it holds anew by its next connection') from duty.notice
    where dedupe_key = 'ours';
select pg_temp.clock('190 s');
select pg_temp.reclaim();
select duty_test.same(pg_temp.at('ours') || ', ' || pg_temp.at('theirs'), 'leased 1, queued 1',
    'and only the other''s is sent again');
select pg_temp.record('ours', 1, 'ok');

-- Waiting for an answer before anybody is asked.
create function pg_temp.tasks(p_name text) returns bigint language sql as $$
    select count(*) from duty.task t join duty.notice n using (center_id, notice_id) where n.dedupe_key = p_name
$$;
select pg_temp.add('query', 'query'), pg_temp.add('query told', 'query'), pg_temp.claim();
select pg_temp.record('query', 1, 'unknown'), pg_temp.record('query told', 1, 'unknown');
select duty_test.same(pg_temp.at('query') || ' ' || (answer_until - duty.now()), 'unknown 1 00:30:00',
    'policy query: nobody sends again, an answer is waited for') from duty.notice where dedupe_key = 'query';
select duty_test.same(pg_temp.tasks('query'), 0::bigint, 'and nobody is asked yet');
select pg_temp.receipt('query told', 1, 'accepted');
select duty_test.same(pg_temp.at('query told'), 'sent 1', 'the gateway says that it took it: it was sent');
select pg_temp.clock('190 s' + interval '31 min');
select pg_temp.reclaim();
select duty_test.same(pg_temp.at('query') || ' ' || pg_temp.tasks('query'), 'unknown 1 1',
    'no answer within the time: a coordinator is asked');
select pg_temp.reclaim();
select duty_test.same(pg_temp.tasks('query'), 1::bigint, 'once');
select pg_temp.receipt('query', 1, 'delivered');
select duty_test.same(string_agg(ending, ''), 'settled', 'and no longer when the answer comes late after all')
    from duty.task t join duty.notice n using (center_id, notice_id) where n.dedupe_key = 'query';
select pg_temp.add('known twice', 'never'), pg_temp.claim();
create function pg_temp.record_known(p_name text, p_outcome text) returns void language plpgsql as $$
begin
    perform duty.notice_record(jsonb_agg(jsonb_build_object('center_id', center_id, 'notice_id', notice_id,
        'n', attempts, 'outcome', p_outcome, 'gateway', 'knows', 'is_idempotent', true)))
        from duty.notice where dedupe_key = p_name;
end $$;
select pg_temp.record_known('known twice', 'unknown');
select duty_test.same(pg_temp.at('known twice'), 'held 1',
    'a gateway that knows a token is asked again, whatever the policy');
update duty.notice set due_at = duty.now() where dedupe_key = 'known twice';
select duty_test.same(c ->> 'again' = a.token and (c ->> 'bound')::boolean and c ->> 'gateway' = 'knows', true,
    'there, and with the same token')
    from jsonb_array_elements(pg_temp.claim()) c, duty.notice_attempt a join duty.notice n using (center_id, notice_id)
    where n.dedupe_key = 'known twice' and a.n = 1 and c ->> 'notice_id' = n.notice_id::text;

select pg_temp.clock('190 s' + interval '31 min' + interval '1 s');
select duty.notice_record(jsonb_build_array(jsonb_build_object('center_id', center_id, 'notice_id', notice_id, 'n', 2,
    'outcome', 'tempfail', 'code', 'stopping'))) from duty.notice where dedupe_key = 'known twice';
select duty_test.same(c ->> 'again', a.token, 'also when it was given back in between')
    from jsonb_array_elements(pg_temp.claim()) c, duty.notice_attempt a join duty.notice n using (center_id, notice_id)
    where n.dedupe_key = 'known twice' and a.n = 1 and c ->> 'notice_id' = n.notice_id::text;

-- Overtaken.
select pg_temp.add('hearing:7:1:hearing.moved:1:sms'), pg_temp.claim();
select pg_temp.add('hearing:7:2:hearing.cancelled:1:sms');
select pg_temp.record('hearing:7:1:hearing.moved:1:sms', 1, 'tempfail');
select duty_test.same(pg_temp.at('hearing:7:1:hearing.moved:1:sms'), 'superseded 1',
    'what a newer notice of the same hearing has overtaken is not sent after it');

-- Given back unsent.
select pg_temp.add('resting'), pg_temp.claim();
select duty.notice_record(jsonb_build_array(jsonb_build_object('center_id', center_id, 'notice_id', notice_id, 'n', 1,
    'outcome', 'tempfail', 'code', 'resting', 'wait_s', 7))) from duty.notice where dedupe_key = 'resting';
select duty_test.same(concat_ws(' ', state, reason, due_at - duty.now(), attempts - given_back),
    'held gateway 00:00:07 0', 'no gateway takes it: it waits for that, and it was no try') from duty.notice
    where dedupe_key = 'resting';
select pg_temp.add('hour down', p_deadline => '5 s'), pg_temp.claim();
select duty.notice_record(jsonb_build_array(jsonb_build_object('center_id', center_id, 'notice_id', notice_id, 'n', 1,
    'outcome', 'tempfail', 'code', 'resting', 'wait_s', 60))) from duty.notice where dedupe_key = 'hour down';
select pg_temp.clock('190 s' + interval '32 min');
select pg_temp.claim();
select duty_test.same(pg_temp.at('hour down') || ' ' || reason, 'expired 1 gateway',
    'what came too late by that is not sent, and says why') from duty.notice where dedupe_key = 'hour down';

-- Which first.
delete from duty.task;
delete from duty.receipt;
delete from duty.notice_attempt;
delete from duty.notice;
select pg_temp.add('tomorrow', p_deadline => '1 day'), pg_temp.add('tonight', p_deadline => '5 hours'),
    pg_temp.add('urgent', p_deadline => '2 days', p_priority => 9);
select duty_test.same(string_agg(n.dedupe_key, ', ' order by i), 'urgent, tonight, tomorrow',
    'the most urgent first, and of these what must arrive first')
    from jsonb_array_elements(pg_temp.claim()) with ordinality c(c, i)
    join duty.notice n on n.notice_id = (c ->> 'notice_id')::bigint;

-- Enough for one person.
delete from duty.notice_attempt;
delete from duty.notice;
select pg_temp.add('flood ' || lpad(i::text, 2, '0'), p_priority => 5) from generate_series(1, 14) i;
select pg_temp.add('pressing');
select duty_test.same(jsonb_array_length(pg_temp.claim()), 13,
    'a person gets twelve ordinary messages an hour, and what is urgent');
select duty_test.same(count(*) || ' ' || max(due_at - duty.now()), '2 01:00:00', 'the others wait, and say for what')
    from duty.notice where state = 'held' and reason = 'throttle';
select pg_temp.add('meanwhile', p_priority => 5), pg_temp.claim();
select duty_test.same(state || ' ' || reason, 'held throttle', 'what is on its way counts') from duty.notice
    where dedupe_key = 'meanwhile';
select pg_temp.record(dedupe_key, 1, 'ok') from duty.notice where state = 'leased';
select pg_temp.add('one more', p_priority => 5), pg_temp.add('soon', p_priority => 5, p_deadline => '30 min'),
    pg_temp.claim();
select duty_test.same(state || ' ' || reason, 'held throttle', 'what was sent counts') from duty.notice
    where dedupe_key = 'one more';
select duty_test.same(pg_temp.at('soon'), 'leased 1', 'what would come too late leaves all the same');
select pg_temp.clock('190 s' + interval '93 min');
select duty_test.same(jsonb_array_length(pg_temp.claim()), 4, 'an hour later they leave');

-- Together.
delete from duty.notice_attempt;
delete from duty.notice;
select pg_temp.add('b1', p_priority => 5), pg_temp.add('b2', p_priority => 5), pg_temp.add('alone', p_priority => 5);
update duty.notice set bundle = true where dedupe_key like 'b%';
update duty.notice set state = 'held', reason = 'bundle', due_at = duty.now() + interval '40 s'
    where dedupe_key = 'b2';
update duty.notice set deadline = deadline + interval '1 hour' where dedupe_key <> 'b1';
create temporary table b as select c from jsonb_array_elements(
    (select duty.notice_claim(1, 60, 'sms'))) c;
select duty_test.same(count(*) || ' ' || count(distinct c ->> 'bundle'), '2 1',
    'with one that may be bundled comes what waits for that') from b;
select duty.notice_record(jsonb_agg(jsonb_build_object('center_id', n.center_id, 'notice_id', n.notice_id, 'n', 1,
    'outcome', 'ok', 'gateway', 'g', 'text', 'Xin chào') || case dedupe_key when 'b2' then jsonb_build_object(
    'carrier', (select a.token from duty.notice_attempt a join duty.notice x using (center_id, notice_id)
        where x.dedupe_key = 'b1')) else '{}' end)) from duty.notice n where dedupe_key like 'b%';
select pg_temp.receipt('b1', 1, 'delivered');
select duty_test.same(pg_temp.at('b1') || ', ' || pg_temp.at('b2'), 'delivered 1, delivered 1',
    'what is said of the message counts for all it carried');
select duty_test.same(duty.notice_bundle_until(center_id, person_id, 'sms') - duty.now(), interval '60 s',
    'the next ordinary one waits a minute for others') from p;

-- Addresses that take nothing.
select duty.suppress(center_id, 'sms', '+84900000000', 'wrong', null) from p;
select pg_temp.add('nowhere'), pg_temp.claim();
select duty_test.same(pg_temp.at('nowhere') || ' ' || reason || ' ' || pg_temp.tasks('nowhere'),
    'failed 0 suppressed 1', 'nothing is sent to an address that takes nothing, and a coordinator is told')
    from duty.notice where dedupe_key = 'nowhere';
update duty.suppression set ended_at = duty.now();

-- How gateways do.
select duty.notice_gateway('g1', 'sms', 5, 2000), duty.notice_gateway('g1', 'sms', 9, 4000);
select duty_test.same(failures || ' ' || (resting_until - duty.now()), '9 00:00:04', 'a gateway''s rest is kept')
    from duty.gateway_state where name = 'g1';
select pg_temp.add('waiting');
select duty_test.sign_in(duty_test.account('coordinator'), 'message.read');
select duty_test.ok(duty.today_gateways() -> 'rows' -> 0 ->> 'name' = 'g1'
    and (duty.today_gateways() -> 'rows' -> 0 ->> 'waiting')::integer > 0,
    'the coordinators see which one fails and how many wait');
reset role;
select duty.notice_gateway('g1', 'sms', 0, 0);
select duty_test.ok(failing_since is null and resting_until is null, 'and its end') from duty.gateway_state
    where name = 'g1';

-- The states the database refuses, and the rest.
select pg_temp.add('new');
select duty_test.refused(format($$update duty.notice set %s
    where dedupe_key = 'new'$$, s), '23514', 'refused by the state machine: ' || s)
from unnest(array['state = ''sent''', 'state = ''leased''', 'state = ''delivered''', 'state = ''failed''',
    'lease_until = now()', 'state = ''held''', 'answer_until = now()', 'given_back = 1',
    'ended_at = now()', 'attempts = -1', 'state = ''lost''']) s;
select duty_test.refused($$select pg_temp.add('new')$$, 'notice_center_id_dedupe_key_key',
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
