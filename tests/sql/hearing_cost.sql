-- What a change of a hearing reads is its own, however much else waits and was asked over the years.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
create temporary table h (k text primary key, id bigint);
create temporary table read (k text primary key, n bigint);
grant all on h, read to public;
create function duty_test.reads() returns bigint language sql security definer as $$
    select sum(pg_stat_get_xact_tuples_returned(indexrelid)) from pg_index
    where indrelid in ('duty.notice'::regclass, 'duty.hearing_confirm'::regclass)
$$;
-- Entries read of both tables while one hearing is entered and moved, plans made anew.
create function duty_test.cost(p_case integer) returns bigint language plpgsql as $$
declare
    v_before bigint;
    v_id bigint;
begin
    discard plans;
    v_before := duty_test.reads();
    v_id := duty.hearing_put(null, jsonb_build_object('court_id', duty_test.own_court(), 'code',
        p_case || '/2027/TLST-HS', 'starts', '2027-03-10T07:30', 'ends', '2027-03-10T10:30',
        'provider_id', duty_test.one()), null) ->> 'hearing_id';
    perform duty.hearing_put(v_id, '{"starts": "2027-03-12T07:30", "ends": "2027-03-12T10:30"}', null);
    perform duty.hearing_put(v_id, '{"starts": "2027-03-16T07:30", "ends": "2027-03-16T10:30"}', null);
    perform duty.hearing_put(v_id, '{"state": "cancelled"}', null);
    return duty_test.reads() - v_before;
end $$;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into read values ('few', duty_test.cost(901));
reset role;

-- Thousands of messages, some of which still wait, and of questions of before.
insert into duty.notice (center_id, person_id, channel, address, language, template, params, dedupe_key, due_at,
        deadline, created_at, state, ended_at)
    select p.center_id, p.person_id, 'sms', '+84900000000', 'vi', 'hearing.moved', '{}', 'hearing:9' || i || ':1',
        duty.now(), duty.now() + interval '9 days', duty.now(),
        case when i % 8 = 0 then 'queued' else 'superseded' end, case when i % 8 > 0 then duty.now() end
    from generate_series(1, 60000) i, duty.provider p where p.provider_id = duty_test.one();
insert into duty.hearing_change
    select center_id, hearing_id, 1000 + i, severity, before, after, changed_at, account_id, batch_id, door
    from duty.hearing_change c, generate_series(1, 3000) i
    where c.version = 1 and c.hearing_id = (select max(hearing_id) from duty.hearing);
insert into duty.hearing_confirm (center_id, hearing_id, provider_id, version, asked_at, remind_at, climb_at, deadline,
        ended_at, means, reply_number)
    select c.center_id, c.hearing_id, duty_test.one(), c.version, duty.now() - interval '1 day', duty.now(),
        duty.now(), duty.now(), duty.now(), 'late', 10 + c.version % 90
    from duty.hearing_change c where c.version > 1000;
analyze;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into read values ('many', duty_test.cost(902));
reset role;
select duty_test.ok(m.n < f.n + 100, format('a change reads what is its own: %s entries, beside thousands %s',
    f.n, m.n))
from read f, read m where f.k = 'few' and m.k = 'many';
rollback;
