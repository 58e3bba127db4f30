-- Mail that comes back: what stops an address, what does not, who may start again; and what the events of
-- one address count by.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-03-01 02:00+00'::timestamptz - now();
create temporary table me as select n.center_id, n.person_id, p.provider_id, k.address
    from duty.provider p join duty.person n using (center_id, person_id)
    join duty.contact k using (center_id, person_id)
    where p.provider_id = duty_test.one() and k.channel = 'mail' and k.verified_at is not null;
grant select on me to duty_app, duty_jobs;
-- A mail named w that has left, or ended as said.
create function pg_temp.mail(p_name text, p_outcome text default 'ok', p_code text default '250',
    p_detail text default '') returns bigint language plpgsql as $$
declare
    v_id bigint;
begin
    insert into duty.notice (center_id, person_id, channel, address, language, template, params, dedupe_key,
            priority, due_at, deadline, created_at)
        select center_id, person_id, 'mail', address, 'vi', 'hearing.moved', '{}', p_name, 9, duty.now(),
            duty.now() + interval '1 day', duty.now() from me
        returning notice_id into v_id;
    set local role duty_jobs;
    perform duty.notice_claim(1000, 60, 'mail');
    perform duty.notice_record(jsonb_build_array(jsonb_build_object('center_id', (select center_id from me),
        'notice_id', v_id, 'n', 1, 'outcome', p_outcome, 'code', p_code, 'detail', p_detail, 'text', 'Xin chào',
        'gateway', 'smtp')));
    reset role;
    return v_id;
end $$;
create function pg_temp.state(p_id bigint) returns text language sql as $$
    select state from duty.notice where notice_id = p_id
$$;
-- A report comes back.
create function pg_temp.report(p_id bigint, p_action text, p_status text) returns text language plpgsql as $$
declare
    v text;
begin
    set local role duty_jobs;
    v := duty.bounce_take(jsonb_build_object('center_id', (select center_id from me), 'notice_id', p_id,
        'action', p_action, 'status', p_status, 'diagnostic', 'smtp; 5xx words')) ->> 'verdict';
    reset role;
    return v;
end $$;
create function pg_temp.stopped() returns boolean language sql as $$
    select duty.suppressed(center_id, 'mail', upper(address)) from me
$$;
create function pg_temp.tasks() returns integer language sql as $$
    select count(*)::integer from duty.task where kind = 'contact.bounced' and ended_at is null
$$;
create function pg_temp.contact(p_what text, p_address text default null) returns jsonb language sql as $$
    select duty.contact_save(me.provider_id::text, p_what, (select contact_id::text from duty.contact k
        where k.person_id = me.person_id and k.address = coalesce(p_address, me.address)), 'mail',
        coalesce(p_address, me.address)) from me
$$;
grant execute on all functions in schema pg_temp to public;
create temporary table m as select 'soft' as name, pg_temp.mail('soft') as id;
grant select, insert on m to duty_app, duty_jobs;

-- Reports.
select duty_test.same(pg_temp.report(id, 'delayed', '4.2.2'), 'delayed', 'a delay is taken') from m;
select duty_test.same(pg_temp.state(id), 'sent', 'and changes nothing') from m;
select duty_test.same(pg_temp.report(id, 'failed', '5.2.2'), 'failed', 'a full mailbox fails the mail') from m;
select duty_test.same(pg_temp.state(id), 'failed', 'which is on record') from m;
select duty_test.ok(not pg_temp.stopped(), 'and stops no address');
select duty_test.same((select detail from duty.receipt r join m on m.id = r.notice_id and r.kind = 'failed'),
    '5.2.2 smtp; 5xx words', 'the receipt has the words of the report');
insert into m select 'hard', pg_temp.mail('hard');
select duty_test.same(pg_temp.report(id, 'failed', '5.1.1'), 'hard', 'no such mailbox fails the mail')
    from m where name = 'hard';
select duty_test.ok(pg_temp.stopped(), 'and stops the address, however it is written');
select duty_test.same(pg_temp.tasks(), 1, 'with a task for the coordinators');
select duty_test.same(pg_temp.report(id, 'failed', '5.1.1'), 'known', 'a report twice counts once')
    from m where name = 'hard';
select duty_test.same(pg_temp.report(999999, 'failed', '5.1.1'), 'none', 'a report on no mail of ours is nothing');
select duty_test.same(pg_temp.report(id, 'resent', '5.1.1'), 'none', 'nor is one that says nothing')
    from m where name = 'hard';
select duty_test.ok((select data::text !~ '@' from duty.audit where action = 'suppress.add'),
    'the address stands in no line of the history');

-- Who starts again.
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty_test.ok((select duty.page_person(provider_id::text) #> '{contacts}' @>
    '[{"is_suppressed": true, "suppressed_for": "bounce"}]' from me), 'the page of the person shows it');
select pg_temp.contact('lift');
select duty_test.ok(not pg_temp.stopped(), 'a coordinator lets mail go there again');
select duty_test.same((select count(*)::integer from duty.contact k join me using (center_id, person_id)
    where k.address = me.address and k.verified_at is not null), 1, 'and the address stays verified');
reset role;
select duty_test.same(pg_temp.report(id, 'failed', '5.1.1'), 'known', 'the same report does not stop it again')
    from m where name = 'hard';
select duty_test.ok(not pg_temp.stopped(), 'so mail goes there');

-- Refused by the relay at once.
select pg_temp.mail('full', 'permfail', '552', 'RCPT failed: 552; 552 5.2.2 full');
select duty_test.ok(not pg_temp.stopped(), 'a full mailbox refused at once stops no address');
select pg_temp.mail('spam', 'permfail', '554', 'DATA failed: 554; 554 5.7.1 policy');
select duty_test.ok(not pg_temp.stopped(), 'nor does a matter of policy');
select pg_temp.mail('odd', 'permfail', '500', 'RCPT failed: 500; 500 5.3.0 what');
select pg_temp.mail('late', 'permfail', '550', 'Failed; 550 5.0.0 no');
select duty_test.ok(not pg_temp.stopped(), 'nor does a no that may mean anything');
select pg_temp.mail('gone', 'permfail', '550', 'RCPT failed: 550; 550 5.1.1 no such user');
select duty_test.ok(pg_temp.stopped(), 'no such mailbox does');
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.contact('verify');
reset role;
select duty_test.ok(not pg_temp.stopped(), 'who hears from an address verifies it, and it is written to again');
select pg_temp.mail('plain', 'permfail', '550', 'RCPT failed: 550; 550 no');
select duty_test.ok(pg_temp.stopped(), 'a relay without status codes is understood as well');
select duty_test.same((select string_agg(reason, ' ' order by suppression_id) from duty.suppression),
    'bounce refused refused', 'each time is on record');

select duty_test.same((select string_agg(s, ' ') from unnest(array['5.1.1', '5.1.2', '5.1.10', '5.2.1', '5.0.0',
    '5.3.0', '5.4.1', '5.4.4', '5.6.7', '5.2.2', '5.7.1', '5.1.7', '5.1.8', '5.4.7', '4.1.1', '', '5.1', '5.1.1x'])
    with ordinality u(s, n) where duty.bounce_is_hard(s)), '5.1.1 5.1.2 5.1.10 5.2.1 5.0.0 5.3.0 5.4.1 5.4.4 5.6.7',
    'what says that the address is of no use');

-- A court's address comes back into use when somebody saves it.
create temporary table court as select org_id, center_id, email from duty.org_unit
    where org_id = duty_test.own_court();
grant select on court to duty_app;
update duty.org_unit set email = 'toa@toa.example.vn' where org_id = duty_test.own_court();
select duty.suppress(center_id, 'mail', 'Toa@toa.example.vn', 'bounce', null) from court;
select duty_test.sign_in(duty_test.account('administrator'), 'org.write');
select duty_test.same(duty.page_organisation(org_id::text) ->> 'is_suppressed', 'true',
    'the page of an organisation shows it, too') from court;
select duty.org_contact(org_id::text, '', 'toa@toa.example.vn') from court;
select duty_test.same(duty.page_organisation(org_id::text) ->> 'is_suppressed', 'false',
    'and saving the address ends it') from court;
reset role;

-- An event that is asked again at an address counts on from its cancellation.
create function pg_temp.told(p_address text) returns text language sql as $$
    select string_agg(concat(n.params #>> '{invite,method}', ' ', n.params #>> '{invite,event,sequence}'), ', '
        order by n.notice_id) from duty.notice n where n.series is not null and n.address = p_address
$$;
update duty.suppression set ended_at = duty.now();
update duty.person set takes_invitations = true where person_id = (select person_id from me);
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null) ->> 'hearing_id')::bigint as id;
reset role;
select duty_test.send_all();
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.contact('add', 'moi@tgpl.example.vn');
select pg_temp.contact('verify', 'moi@tgpl.example.vn');
reset role;
select duty_test.send_all();
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.contact('retire', 'moi@tgpl.example.vn');
reset role;
select duty_test.send_all();
select duty_test.same(pg_temp.told(address), 'REQUEST 0, CANCEL 0, REQUEST 1', 'asked again, it is newer') from me;
grant select on h to duty_app;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '9:00') from h;
reset role;
select duty_test.same(pg_temp.told(address), 'REQUEST 0, CANCEL 0, REQUEST 1, REQUEST 2', 'and so is what follows')
    from me;
select duty_test.same((select sequence from duty.invite i join me on me.address = i.address), 2,
    'answers are judged by the number that was mailed');
rollback;
