-- Proof that somebody was told: links, replies, missed calls, codes, tasks, and the chain.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now(); -- Monday, 09:00 there
update duty.center set reply_number = '8088', call_number = '+842923800000'
    where center_id = (select min(center_id) from duty.center);
create function duty_test.new(p_code text, p_starts timestamp, p_provider bigint default duty_test.one()) returns bigint
language sql as $$
    select (duty.hearing_put(null, jsonb_build_object('court_id', duty_test.own_court(), 'code', p_code,
        'starts', p_starts, 'ends', p_starts + interval '3 hours', 'provider_id', p_provider,
        'subject', 'Trộm cắp'), null) ->> 'hearing_id')::bigint
$$;
-- A telephone of the person, verified; the newest message to them about a hearing; a jobs call.
create function duty_test.phone(p_provider bigint default duty_test.one()) returns text
language sql security definer as $$
    select k.address from duty.contact k join duty.provider p using (center_id, person_id)
    where p.provider_id = p_provider and k.channel = 'sms' and k.verified_at is not null order by 1 limit 1
$$;
create function duty_test.notice(p_hearing bigint, p_channel text default 'sms') returns duty.notice
language sql security definer as $$
    select n from duty.notice n where n.params ->> 'hearing_id' = p_hearing::text and n.channel = p_channel
    order by n.notice_id desc limit 1
$$;
create function duty_test.links(p_notice duty.notice) returns jsonb language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.notice_links(p_notice, (select subject || body from duty.notice_text(p_notice.center_id,
        p_notice.template, p_notice.channel, p_notice.language)));
    perform set_config('role', v_role, true);
    return v;
end $$;
create function duty_test.says(p_from text, p_text text, p_id text, p_to text default '8088',
    p_kind text default 'text')
    returns text language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.incoming_take('kannel', p_kind, p_from, p_to, p_text, p_id);
    perform set_config('role', v_role, true);
    return v ->> 'verdict';
end $$;
create function duty_test.press(p_path text, p_answer text) returns jsonb language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.link_use(substr(p_path, 4), p_answer, 'Thử/1.0');
    perform set_config('role', v_role, true);
    return v;
end $$;
create function duty_test.look(p_path text) returns jsonb language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.link_open(substr(p_path, 4), 'Thử/1.0') -> 'page';
    perform set_config('role', v_role, true);
    return v;
end $$;
create function duty_test.asked(p_id bigint) returns text language sql security definer as $$
    select string_agg(coalesce(means, 'open'), ' ' order by version) from duty.hearing_confirm where hearing_id = p_id
$$;
create function duty_test.number(p_id bigint) returns text language sql security definer as $$
    select reply_number::text from duty.hearing_confirm where hearing_id = p_id and ended_at is null
$$;
create function duty_test.tasks() returns text language sql security definer as $$
    select coalesce(string_agg(kind, ' ' order by task_id), '') from duty.task where ended_at is null
$$;
create temporary table h (k text primary key, id bigint);
create temporary table l (k text primary key, links jsonb);
grant all on h, l to public;
create function duty_test.h(p_k text) returns bigint language sql as $$ select id from h where k = p_k $$;
create function duty_test.l(p_k text, p_key text) returns text language sql as $$
    select links ->> p_key from l where k = p_k
$$;

-- The links of a message.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('a', duty_test.new('801/2027/TLST-HS', '2027-03-10 07:30'));
select duty_test.send_all();
reset role;
insert into l values ('a', duty_test.links(duty_test.notice(duty_test.h('a'))));
select duty_test.ok(duty_test.l('a', 'confirm_link') ~ '^/c/[2-9a-z]{16}$', 'a link is nineteen characters');
select duty_test.ok(duty_test.l('a', 'wrong_link') is null, 'a message gets only the links its text asks for');
select duty_test.same(duty_test.l('a', 'reply_code'), duty_test.number(duty_test.h('a')),
    'and the number of its question');
select duty_test.same(count(*), 0::bigint, 'a link is kept only as its hash') from duty.link
    where to_jsonb(link)::text like '%' || substr(duty_test.l('a', 'confirm_link'), 4) || '%';
select duty_test.same(duty.link_mask('Xem https://x.vn' || duty_test.l('a', 'confirm_link') || ' hoặc 482-913'),
    'Xem https://x.vn/… hoặc …', 'no link and no code is kept in a text');
select duty_test.same(duty.link_mask('vụ 900/2027/TLST-HS, gọi 0292-380-0000, https://x.vn/hearings/12'),
    'vụ 900/2027/TLST-HS, gọi 0292-380-0000, https://x.vn/hearings/12', 'and nothing else is taken out of it');

-- Looking is not answering.
select duty_test.ok(duty_test.look(duty_test.l('a', 'confirm_link')) ->> 'code' = '801/2027/TLST-HS'
    and duty_test.asked(duty_test.h('a')) = 'open', 'opening a link answers nothing');
select duty_test.ok(duty_test.look(duty_test.l('a', 'confirm_link'))::text !~ (select n.full_name from duty.person n
    join duty.provider p using (center_id, person_id) where p.provider_id = duty_test.one()),
    'and names nobody: the message may lie in the wrong hands');
select duty_test.same(count(*), 1::bigint, 'that it was opened is on record once') from duty.proof
    where kind = 'opened';
select duty_test.refused($$select duty_test.press('/c/2222222222222222', 'confirm')$$, 'error.link.gone',
    'a link nobody made opens nothing');
select duty_test.refused($$select duty_test.press(duty_test.l('a', 'confirm_link'), 'unsubscribe')$$,
    'error.field.choice', 'a link is good for one thing');
select duty_test.press(duty_test.l('a', 'confirm_link'), 'confirm');
select duty_test.same(duty_test.asked(duty_test.h('a')), 'link', 'one press confirms');
select duty_test.press(duty_test.l('a', 'confirm_link'), 'confirm');
select duty_test.same(count(*), 1::bigint, 'pressed twice counts once') from duty.proof where kind = 'confirmed';
update duty.clock set shift = shift + interval '40 days';
select duty_test.refused($$select duty_test.look(duty_test.l('a', 'confirm_link'))$$, 'error.link.gone',
    'a link ends with the hour of its hearing');
update duty.clock set shift = shift - interval '40 days';

-- Moved after the message: its link is old.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('b', duty_test.new('802/2027/TLST-HS', '2027-03-11 07:30'));
select duty_test.send_all();
reset role;
insert into l values ('b', duty_test.links(duty_test.notice(duty_test.h('b'))));
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty.hearing_put(duty_test.h('b'), '{"starts": "2027-03-12T07:30", "ends": "2027-03-12T10:30"}', null);
reset role;
select duty_test.refused($$select duty_test.press(duty_test.l('b', 'confirm_link'), 'confirm')$$, 'error.link.old',
    'a link of before the change confirms nothing');
select duty_test.same(duty_test.look(duty_test.l('b', 'confirm_link')) ->> 'is_old', 'true', 'and its page says so');

-- Replies.
select duty_test.same(duty.incoming_words(said), number, said || ' is understood') from (values
    ('XACNHAN 42', '42'), ('xác nhận 42', '42'), ('Xác  Nhận 42.', '42'), ('xn42', '42'), ('XÁC NHẬN', ''),
    ('បញ្ជាក់ ៤២', '42'), ('không đi được', null), ('42', null), ('', null)) x(said, number);
select duty_test.same(duty_test.says('0912345678', 'XACNHAN 42', 'm1'), 'stranger',
    'a telephone of nobody confirms nothing');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(duty_test.provider(1)), '+'),
    'XACNHAN ' || duty_test.number(duty_test.h('b')), 'm2'), 'wrong_code', 'nor does somebody else''s');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'), 'XACNHAN 99', 'm3'), 'wrong_code',
    'a number nobody asked under confirms nothing');
select duty_test.same(duty_test.asked(duty_test.h('b')), 'superseded open', 'the question stays open');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'),
    'Xác nhận ' || duty_test.number(duty_test.h('b')), 'm4'),
    'confirmed', 'the right one from the right telephone does');
select duty_test.same(duty_test.asked(duty_test.h('b')), 'superseded reply', 'and it is on record how');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'), 'Xác nhận 11', 'm4'), 'known',
    'a text that comes again counts once');
select duty_test.same(duty_test.says('84912345678', 'chào', 'm5', '9999'), 'nobody', 'a text to nobody is not kept');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'), 'tôi bận', 'm6'), 'unclear',
    'words that say nothing');
select duty_test.ok(duty_test.tasks() ~ 'reply.unclear', 'are laid before a coordinator');

-- Two questions: without its number a reply means none of them; a missed call means the newest.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('c', duty_test.new('803/2027/TLST-HS', '2027-03-15 07:30')),
    ('d', duty_test.new('804/2027/TLST-HS', '2027-03-16 07:30'));
reset role;
select duty_test.ok(duty_test.number(duty_test.h('c')) <> duty_test.number(duty_test.h('d')),
    'open questions of one person have different numbers');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'), 'xac nhan', 'm7'), 'wrong_code',
    'a reply without its number means neither of two questions');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'), null, 'c1', '0292 3800000', 'call') , 'confirmed',
    'a missed call confirms');
select duty_test.same(duty_test.asked(duty_test.h('d')), 'call', 'the newest question');
select duty_test.same(duty_test.asked(duty_test.h('c')), 'open', 'and only that');
select duty_test.same(duty_test.says(ltrim(duty_test.phone(), '+'), 'xac nhan', 'm8'), 'confirmed',
    'with one question left no number is needed');

-- Numbers go round, so that a reply that comes late meets no newer question for long.
update duty.hearing_confirm set reply_number = 98 where provider_id = duty_test.one();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('i', duty_test.new('808/2027/TLST-HS', '2027-03-22 07:30'));
reset role;
select duty_test.same(duty_test.number(duty_test.h('i')), '99', 'a question gets the number after the last one given');
update duty.hearing_confirm set asked_at = asked_at - interval '1 minute'
    where provider_id = duty_test.one() and reply_number = 98;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('j', duty_test.new('809/2027/TLST-HS', '2027-03-23 07:30'));
reset role;
select duty_test.same(duty_test.number(duty_test.h('j')), '10', 'after 99 comes 10');
update duty.hearing_confirm set asked_at = asked_at - interval '1 minute'
    where provider_id = duty_test.one() and reply_number <> 99;
select set_config('app.center_id', (select min(center_id)::text from duty.center), true);
select duty_test.same(duty.hearing_question(duty_test.one()), 11,
    'and a number somebody may still answer by is left out');
update duty.hearing_confirm set ended_at = duty.now(), means = 'late' where provider_id = duty_test.one()
    and ended_at is null;

-- Chased: reminded, then the coordinators have a task; answered, the task ends by itself.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('e', duty_test.new('805/2027/TLST-HS', '2027-02-08 07:30'));
reset role;
create function duty_test.pass(p_time interval) returns void language plpgsql as $$
begin
    update duty.clock set shift = shift + p_time;
    delete from duty.session;
    perform set_config('app.center_id', (select min(center_id)::text from duty.center), true);
    set local role duty_jobs;
    perform duty.hearing_chase();
    reset role;
end $$;
select duty_test.pass('25 hours');
select duty_test.ok((duty_test.notice(duty_test.h('e'))).template = 'hearing.confirm', 'who is silent is reminded');
select duty_test.ok(duty_test.tasks() !~ 'hearing.unconfirmed', 'before anybody else hears of it');
select duty_test.pass('4 days');
select duty_test.ok(duty_test.tasks() ~ 'hearing.unconfirmed', 'two days before the hour the coordinators have a task');
select duty_test.pass('1 hour');
select duty_test.same((select count(*) from duty.task where kind = 'hearing.unconfirmed'), 1::bigint, 'once');
select duty_test.sign_in('dieuphoi', 'message.write');
select duty_test.refused(format('select duty.task_end(%L, ''closed'', '''')', (select task_id from duty.task
    where kind = 'hearing.unconfirmed')), 'error.field.required', 'a task is not closed without a reason');
select duty.task_end((select task_id::text from duty.task where kind = 'hearing.unconfirmed'), 'told', '');
select duty_test.refused(format('select duty.task_end(%L, ''told'', '''')', (select task_id from duty.task
    where kind = 'hearing.unconfirmed')), 'error.task.ended', 'a task ends once');
reset role;
select duty_test.same(duty_test.asked(duty_test.h('e')), 'phone', 'told by telephone is confirmed by telephone');

-- What a task was about comes right by itself.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('g', duty_test.new('807/2027/TLST-HS', '2027-02-12 07:30'));
reset role;
select duty_test.pass('25 hours');
select duty_test.pass('4 days');
select duty_test.ok(duty_test.tasks() ~ 'hearing.unconfirmed', 'another hearing nobody confirms is another task');
insert into l select 'g', duty_test.links(n) from duty.notice n where template = 'hearing.confirm'
    and channel = 'sms' and params ->> 'hearing_id' = duty_test.h('g')::text;
select duty_test.press(duty_test.l('g', 'confirm_link'), 'confirm');
select duty_test.ok(duty_test.tasks() !~ 'hearing.unconfirmed', 'which ends by itself when they confirm after all');
select duty_test.same(count(*), 0::bigint, 'and nothing that chases it still waits to leave') from duty.notice
    where template in ('hearing.confirm', 'hearing.unconfirmed') and state in ('queued', 'held')
        and params ->> 'hearing_id' = duty_test.h('g')::text;
select duty_test.same((select ending || coalesce(account_id::text, '') from duty.task order by task_id desc limit 1),
    'settled', 'and says so');

-- No more of these: by a link of its own, or by one click of the mail program.
create function duty_test.reminder() returns duty.notice language sql as $$
    insert into duty.notice (center_id, person_id, channel, address, language, template, params, dedupe_key,
            due_at, deadline, created_at)
        select center_id, person_id, 'mail', 'x@example.vn', 'vi', 'hearing.reminder', '{}', 'test:off', duty.now(),
            duty.now() + interval '1 day', duty.now()
        from duty.provider where provider_id = duty_test.one() returning *
$$;
insert into l select 'off', duty.notice_links(n, '{{{unsubscribe_link}}}') from duty_test.reminder() n;
select duty_test.ok(duty_test.l('off', 'unsubscribe_link') ~ '^/u/[2-9a-z]{16}$',
    'what may be switched off has a link for it');
select duty_test.press(duty_test.l('off', 'unsubscribe_link'), 'unsubscribe');
select duty_test.ok(exists (select from duty.notice_choice join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.one() and 'hearing.reminder' = any (off)), 'which switches it off');
select duty_test.same(count(*), 1::bigint, 'and stands in the proof') from duty.proof where kind = 'unsubscribed';

-- Sent again, and by the other channel.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
insert into h values ('f', duty_test.new('806/2027/TLST-HS', '2027-03-18 07:30'));
select duty_test.send_all('permfail');
reset role;
select set_config('app.center_id', (select min(center_id)::text from duty.center), true);
select duty.task_open('notice.unknown', (duty_test.notice(duty_test.h('f'))).person_id,
    (duty_test.notice(duty_test.h('f'))).notice_id, '{}');
select duty_test.same(duty.task_open('notice.unknown', null, (duty_test.notice(duty_test.h('f'))).notice_id, '{}'),
    (select task_id from duty.task where kind = 'notice.unknown' and ended_at is null), 'a task is open once');
select duty_test.sign_in('dieuphoi', 'message.write');
select duty.task_end((select task_id::text from duty.task where kind = 'notice.unknown'), 'resend', '');
select duty_test.same((duty_test.notice(duty_test.h('f'))).dedupe_key ~ ':again:', true, 'sent again is a new message');
select duty_test.refused(format('select duty.notice_resend(%L)', (select notice_id from duty.notice
    where params ->> 'hearing_id' = duty_test.h('f')::text and channel = 'sms' order by 1 limit 1)),
    'error.notice.sent_again', 'once');
select duty_test.refused(format('select duty.notice_resend(%L)', (select notice_id from duty.notice
    where params ->> 'hearing_id' = duty_test.h('b')::text and channel = 'sms' order by 1 limit 1)),
    'error.notice.over', 'and not when what it says is no longer so');
reset role;

-- Not my number.
insert into l values ('f', duty_test.links(duty_test.notice(duty_test.h('f'))));
select duty_test.press(duty_test.l('f', 'confirm_link'), 'wrong');
select duty_test.ok(not exists (select from duty.contact where address = (duty_test.notice(duty_test.h('f'))).address
    and verified_at is not null), 'a wrong number counts as unverified');
select duty_test.ok(duty.suppressed((duty_test.notice(duty_test.h('f'))).center_id, 'sms',
    (duty_test.notice(duty_test.h('f'))).address), 'nothing is sent there any more');
select duty_test.ok(duty_test.tasks() ~ 'contact.wrong', 'and a coordinator is to find the right one');
select duty_test.same(duty_test.asked(duty_test.h('f')), 'open', 'the question stays open');

-- A code shows whose an address is.
select duty_test.sign_in('hoa.sen', 'me.write');
select duty.contact_own_add('sms', '0908 765 432');
create temporary table k as select contact_id::text as id from duty.contact where address = '+84908765432';
grant select on k to public;
select duty.contact_code_ask((select id from k));
reset role;
create function duty_test.elsewhere(n duty.notice) returns duty.notice language plpgsql as $$
begin
    n.address := '+84900111222';
    return n;
end $$;
select duty_test.ok(duty.contact_code_new(duty_test.elsewhere(n)) is null,
    'a code goes to no address but the one it is to check')
    from duty.notice n where template = 'contact.code';
select duty_test.sign_in('dieuphoi', 'message.write');
select duty_test.refused(format('select duty.notice_resend(%L)', (select notice_id from duty.notice
    where template = 'contact.code')), 'error.notice.over', 'and is not sent again, but asked for anew');
reset role;
create function duty_test.code() returns text language sql as $$
    select duty_test.links(n) ->> 'code_sent' from duty.notice n where template = 'contact.code'
    order by notice_id desc limit 1
$$;
create temporary table code as select duty_test.code() as said;
grant select on code to public;
select duty_test.ok((select said from code) ~ '^\d{3}-\d{3}$', 'a code has six digits');
select duty_test.ok(not exists (select from duty.contact_code where to_jsonb(contact_code)::text ~
    replace((select said from code), '-', '-?')), 'and is kept only as a hash');
select duty_test.sign_in('bong.sung', 'me.write');
select duty_test.refused($$select duty.contact_code_check((select id from k), (select said from code))$$,
    'error.not_found', 'nobody verifies the address of another');
select duty_test.sign_in('hoa.sen', 'me.write');
select duty_test.same(duty.contact_code_check((select id from k), '000-001') ->> 'result', 'wrong',
    'a wrong code is wrong');
select duty_test.same(duty.contact_code_check((select id from k), (select said from code)) ->> 'result', 'right',
    'the right one verifies, after one wrong try');
select duty_test.ok(exists (select from duty.contact where contact_id::text = (select id from k)
    and verified_at is not null), 'the address is verified');
select duty_test.same(duty.contact_code_check((select id from k), (select said from code)) ->> 'result', 'over',
    'and a code is good once');
select duty.contact_own_add('sms', '0908 765 433');
create temporary table k2 as select contact_id::text as id from duty.contact where address = '+84908765433';
grant select on k2 to public;
select duty.contact_code_ask((select id from k2)), duty.contact_code_ask((select id from k2)),
    duty.contact_code_ask((select id from k2));
select duty_test.refused($$select duty.contact_code_ask((select id from k2))$$, 'error.contact.codes',
    'three codes within an hour, no more');
reset role;
update code set said = duty_test.code();
select duty_test.sign_in('hoa.sen', 'me.write');
select duty_test.same(string_agg(duty.contact_code_check((select id from k2), '000-00' || i) ->> 'result', ' '),
    'wrong wrong spent', 'three wrong tries end a code') from generate_series(1, 3) i;
select duty_test.same(duty.contact_code_check((select id from k2), (select said from code)) ->> 'result', 'over',
    'then even the right one is too late');
reset role;
update duty.clock set shift = shift + interval '2 hours';
select duty_test.sign_in('hoa.sen', 'me.write');
select duty.contact_code_ask((select id from k2));
reset role;
update code set said = duty_test.code();
update duty.clock set shift = shift + interval '11 minutes';
select duty_test.sign_in('hoa.sen', 'me.write');
select duty_test.same(duty.contact_code_check((select id from k2), (select said from code)) ->> 'result', 'over',
    'a code is good for ten minutes');
reset role;

-- The chain.
select set_config('app.center_id', (select min(center_id)::text from duty.center), true);
select duty_test.ok(duty.proof_collect() > 0, 'the clock enters what senders wrote down');
select duty_test.same(duty.proof_collect(), 0, 'each thing once');
create function duty_test.verified() returns jsonb language sql as $$
    select duty.proof_verify(min(center_id)) - 'entries' from duty.center
$$;
select duty_test.same(duty_test.verified(), '{"broken": null, "changed": [], "waiting": 0}'::jsonb, 'the chain holds');
select duty_test.same(count(*), 0::bigint, 'no address and no text stands in it') from duty.proof e
    join duty.notice n using (center_id, notice_id) where e.data::text like '%' || ltrim(n.address, '+') || '%';
select duty_test.refused($$update duty.proof set data = '{}'$$, 'constraint.immutable', 'an entry is never changed');
select duty_test.refused($$delete from duty.proof$$, 'constraint.immutable', 'nor removed');
alter table duty.proof disable trigger immutable;
savepoint whole;
update duty.notice_attempt set text = 'Khác' where (center_id, notice_id, n) = (select center_id, notice_id, n
    from duty.notice_attempt where proof_seq is not null limit 1);
select duty_test.same(jsonb_array_length(duty_test.verified() -> 'changed'), 1, 'a text changed afterwards shows');
rollback to whole;
update duty.proof set data = data || '{"outcome": "ok"}'
    where seq = (select min(seq) from duty.proof where data ->> 'outcome' = 'permfail');
select duty_test.ok(duty_test.verified() ->> 'broken' is not null, 'so does a changed entry');
rollback to whole;
delete from duty.proof where seq = (select max(seq) from duty.proof);
select duty_test.ok(duty_test.verified() ->> 'broken' is not null, 'and an end cut off');
rollback to whole;
select duty_test.same(duty.audit_verify(min(center_id)), null, 'all of it is in an unbroken audit') from duty.center;

-- What is no evidence is forgotten.
create temporary table kept as select count(*) from duty.link where opened_at is not null or used_at is not null;
select duty_test.ok(count > 0, 'there are opened links to keep') from kept;
update duty.clock set shift = shift + interval '80 days';
set local role duty_jobs;
select duty.notice_forget();
reset role;
select duty_test.ok((select count(*) from duty.link) > count and exists (select from duty.contact_code),
    'within notice.forget_days nothing is forgotten') from kept;
update duty.clock set shift = shift + interval '140 days';
set local role duty_jobs;
select duty.notice_forget();
reset role;
select duty_test.same((select count(*) from duty.contact_code), 0::bigint, 'then codes are');
select duty_test.same((select count(*) from duty.link), count, 'and links, but those that were opened') from kept;
select duty_test.same(duty_test.verified() ->> 'broken', null, 'and the chain holds');

-- Who sees what.
delete from duty.session;
select duty_test.sign_in('thuky.kv1', 'hearing.read');
select duty_test.same((select count(*) from duty.task) + (select count(*) from duty.incoming), 0::bigint,
    'a clerk sees no tasks and no replies');
select duty_test.sign_in('.dieuphoi', 'message.read');
select duty_test.same((select count(*) from duty.task) + (select count(*) from duty.proof), 0::bigint,
    'a neighbour sees none of it');
rollback;
