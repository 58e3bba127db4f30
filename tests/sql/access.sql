-- Who sees what: foreign Centres, other courts, the police.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
-- A row of everything in the first Centre, made by its own people.
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.write');
select duty_test.save(null), duty_test.save(null, p_code => '5/2027', p_date => '2027-03-11',
    p_court => (select other_court from duty_test.fixed));
select duty.roster_problem('2027-03');
select duty.roster_draft_save('2027-03', '1', repeat('a', 64), (select jsonb_build_object('assignments',
    jsonb_build_array(jsonb_build_object(
    'shift', min(shift_id), 'provider', duty_test.one()))) from duty.shift where duty_day = '2027-03-20'));
select duty.roster_publish('2027-03', '', '0', 'Thử');
select duty.import_preview('', 'x', repeat('a', 64), '{"rows": [{"row": 2, "fields": {"case_code": "1"}}]}');
reset role;
select duty_test.send_all();
insert into duty.receipt (center_id, notice_id, n, kind, received_at)
    select center_id, notice_id, n, 'delivered', now() from duty.notice_attempt;
insert into duty.captured (center_id, channel, address, body, token, captured_at)
    select center_id, channel, address, 'x', 'y', now() from duty.notice;
create temporary table told as select h.hearing_id, l.court_id as court
    from duty.hearing h join duty.legal_case l using (center_id, case_id);
create temporary table about as select n.notice_id, h.court
    from duty.notice n left join told h on n.dedupe_key like 'hearing:' || h.hearing_id || ':%';
grant select on told, about to public;
select duty_test.ok((select count(distinct court) from about) = 2 and exists (select from about where court is null),
    'two courts'' hearings and a month were told of');
create function pg_temp.tables() returns table (t name) language sql as $$
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'center_id'
    where c.relnamespace = 'duty'::regnamespace and c.relkind = 'r' and c.relname <> 'center' order by 1
$$;
-- How many rows of a Centre the present role sees; null without the right to look.
create function pg_temp.seen(p_table name, p_center bigint) returns bigint language plpgsql as $$
declare
    v bigint;
begin
    execute format('select count(*) from duty.%I where center_id = %s', p_table, p_center) into v;
    return v;
exception when insufficient_privilege then
    return null;
end $$;
create temporary table c as select min(center_id) as own, max(center_id) as foreign_one from duty.center;
create temporary table a_hearing as select min(hearing_id) as id from duty.hearing;
grant select on c, a_hearing to public;

select duty_test.sign_in('.dieuphoi', 'roster.read');
select duty_test.same(string_agg(t, ' '), null, 'a coordinator sees no row of another Centre in any table')
    from pg_temp.tables(), c where pg_temp.seen(t, own) > 0;
select duty_test.ok(pg_temp.seen('person', foreign_one) > 0, 'but the own ones') from c;
select duty_test.refused(format('insert into duty.legal_case (center_id, code, court_id) select %s, %L,
    org_id from duty.account limit 1', own, 'x'), '42501',
    'nobody writes into another Centre') from c;
select duty_test.same((select count(*) from jsonb_array_elements(duty.page_hearings('2027-01-01', '2027-12-31', '',
    '', '') -> 'hearings')), 0::bigint,
    'its pages show nothing of it');
select duty_test.refused(format('select duty.page_hearing(%L)', id), 'error.not_found', 'not by number either')
    from a_hearing;

select duty_test.sign_in('thuky.kv1', 'hearing.read');
select duty_test.same(array_agg(distinct court_id), array[duty_test.own_court()],
    'a clerk sees the cases of the own court only') from duty.legal_case;
select duty_test.same(count(*), 1::bigint, 'and its hearings only') from duty.hearing;
select duty_test.same(count(*), 0::bigint, 'a coordinator''s list without a court is not a clerk''s')
    from duty.import_batch;
select duty_test.same(array_agg(distinct h.court), array[duty_test.own_court()], 'who appears: at the own court')
    from duty.appearance a join told h using (hearing_id);
select duty_test.same(array_agg(distinct h.court), array[duty_test.own_court()],
    'whose time is taken: by the own court''s hearings, not by duties')
    from duty.commitment k left join told h on h.hearing_id = k.ref_id and k.kind = 'hearing';
select duty_test.same(array_agg(distinct h.court), array[duty_test.own_court()],
    'messages: of the own court''s hearings')
    from duty.notice n left join told h on n.dedupe_key like 'hearing:' || h.hearing_id || ':%';
select duty_test.same(array_agg(distinct h.court), array[duty_test.own_court()], t || ': of those messages')
    from (select 'attempts' as t, notice_id from duty.notice_attempt union all
          select 'receipts', notice_id from duty.receipt) x
    left join about h using (notice_id) group by t;
select duty_test.same(count(*), 0::bigint, 'and no captured text') from duty.captured;
select duty_test.refused(format($$insert into duty.appearance select center_id, hearing_id, duty_test.one(),
    'assigned', now() from duty.center, told where court <> %s limit 1$$, duty_test.own_court()), '42501',
    'a clerk sends nobody to another court');
select duty_test.same(jsonb_array_length(duty.page_today('2027-03-11') -> 'hearings'), 0,
    'the board shows a clerk no other court''s hearing');
select duty_test.same(jsonb_array_length(duty.page_today('2027-03-10') -> 'hearings'), 1, 'but the own court''s');
select duty_test.refused(format($$insert into duty.legal_case (center_id, code, court_id) select own, 'y',
    other_court from c, duty_test.fixed$$), '42501',
    'the database itself refuses a clerk''s case at another court');

select duty_test.sign_in(duty_test.account('police'), 'today.read');
select duty_test.same(string_agg(t, ' '), null,
    'the police see nothing of cases, messages, absences, drafts and points')
    from pg_temp.tables(), c where pg_temp.seen(t, own) > 0 and t in ('legal_case', 'hearing', 'hearing_change',
    'appearance', 'import_batch', 'import_row',
        'notice', 'notice_attempt', 'receipt', 'captured', 'audit', 'draft_assignment', 'commitment',
            'ledger_entry', 'absence', 'preference', 'credential', 'feed_token');
select duty_test.same(count(*) filter (where x ->> 'name' is not null and x ->> 'phone' is not null), 1::bigint,
    'but who is on duty, with the number to ring')
    from jsonb_array_elements(duty.page_today('2027-03-20') -> 'shifts') x;

reset role;
set local role duty_jobs;
select duty_test.ok(count(distinct center_id) > 1, 'the jobs role serves every Centre') from duty.person;
select duty_test.same(string_agg(t, ' '), null, 'and reads no accounts, sessions, absences, points or audit')
    from pg_temp.tables(), c
    where t in ('account', 'session', 'absence', 'ledger_entry', 'audit', 'hearing_change', 'import_row',
    'credential') and pg_temp.seen(t, own) is not null;
reset role;
set local role duty_ops;
select duty_test.same(string_agg(t, ' '), null, 'the operator''s eyes see no people and no cases')
    from pg_temp.tables(), c
    where t in ('person', 'contact', 'account', 'session', 'legal_case', 'hearing', 'captured', 'hearing_change',
    'import_row', 'feed_token')
        and pg_temp.seen(t, own) is not null;
select duty_test.refused('select address from duty.notice', '42501', 'nor whom a message went to');
reset role;
set local role duty_owner;
select duty_test.ok(count(distinct center_id) > 1, 'the owner, for seeding, writes every Centre') from duty.person;
rollback;
