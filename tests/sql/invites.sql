-- Invitations by mail: who is asked, what follows a change, what may be answered, and by whom it is seen.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-03-01 02:00+00'::timestamptz - now();
create temporary table me as select a.login, p.provider_id, p.person_id from duty.account a
    join duty.provider p using (center_id, person_id) where p.provider_id = duty_test.one();
grant select on me to duty_app, duty_jobs;
-- "kind state" of each mail about hearings to the first provider, in their order.
create function pg_temp.mails(p_hearing bigint) returns text language sql as $$
    select string_agg(split_part(n.template, '.', 2) || ' ' || n.state, ', ' order by n.notice_id)
    from duty.notice n join duty.invite i on i.center_id = n.center_id and n.series = 'invite:' || i.invite_id
    where i.hearing_id = p_hearing and i.provider_id = duty_test.one()
$$;
-- Leases what is due and ends it so.
create function pg_temp.send(p_outcome text) returns integer language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.notice_claim(100, 60);
    perform duty.notice_record((select coalesce(jsonb_agg(x || jsonb_build_object('outcome', p_outcome, 'code', '250',
        'text', 'https://x.vn/a/1-2-3-' || repeat('a', 32), 'gateway', 'smtp')), '[]') from jsonb_array_elements(v) x));
    perform set_config('role', v_role, true);
    return (select count(*) from jsonb_array_elements(v) x where x -> 'params' ? 'invite');
end $$;

select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null) ->> 'hearing_id')::bigint as id;
grant select on h to duty_app, duty_jobs;
reset role;
select duty_test.same(pg_temp.mails(id), null, 'who did not ask for invitations gets none') from h;
select duty_test.sign_in(login, 'me.write') from me;
select duty.invite_choose('yes');
select duty_test.same(duty.page_me() #>> '{invitations,is_on}', 'true', 'they can be asked for');
reset role;
select duty_test.same(pg_temp.mails(id), 'request queued', 'and then come for what is ahead') from h;
select duty_test.ok((select n.params::text !~* 'trộm' from duty.notice n where series is not null limit 1),
    'never with what the case is about');
select duty_test.same((select count(*)::integer from duty.audit where action = 'invite.choose'), 1,
    'the choice is on record');

-- Order.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '9:00') from h;
reset role;
select duty_test.same(pg_temp.mails(id), 'request superseded, request queued',
    'what was overtaken before it left is never sent') from h;
select pg_temp.send('ok');
select duty_test.ok((select a.text like '%/…' from duty.notice_attempt a
    join duty.notice n using (center_id, notice_id) where n.series is not null and a.outcome = 'ok' limit 1),
    'the link is not kept');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '10:00') from h;
reset role;
set local role duty_jobs;
create temporary table leased as select duty.notice_claim(100, 60) as l;
reset role;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '10:00', p_state => 'cancelled') from h;
reset role;
select duty_test.same(pg_temp.mails(id), 'request superseded, request sent, update leased, cancel queued',
    'what is on its way is followed by its cancellation') from h;
set local role duty_jobs;
select duty_test.same((select count(*)::integer from jsonb_array_elements(duty.notice_claim(100, 60)) x
    where x -> 'params' ? 'invite'), 0, 'which waits until it is settled');
select duty.notice_record((select jsonb_agg(x || jsonb_build_object('outcome', 'tempfail', 'code', '451', 'gateway',
    'smtp')) from leased, jsonb_array_elements(l) x where x -> 'params' ? 'invite'));
reset role;
select duty_test.same(pg_temp.mails(id), 'request superseded, request sent, update superseded, cancel queued',
    'and what did not get through is not tried again behind it') from h;
select duty_test.same(pg_temp.send('ok'), 1, 'then it leaves');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '10:00') from h;
reset role;
select duty_test.same(split_part(pg_temp.mails(id), ', ', 5), 'request queued', 'held after all, it is asked anew')
    from h;
select duty_test.ok((select bool_and(ok) from (select sequence >= lag(sequence) over (order by id) as ok from (
    select n.notice_id as id, (n.params #>> '{invite,event,sequence}')::integer as sequence from duty.notice n
    where n.series is not null) s) t where ok is not null), 'the sequence never falls');
select pg_temp.send('unknown');

-- Answers.
create temporary table i as select i.* from duty.invite i, h where i.hearing_id = h.id;
grant select on i to duty_jobs, duty_app;
set local role duty_jobs;
select duty_test.same(duty.invite_open(center_id, invite_id, sequence) #>> '{page,is_open}', 'true',
    'the newest mail may be answered') from i;
select duty_test.same(duty.invite_open(center_id, invite_id, sequence - 1) #>> '{page,is_old}', 'true',
    'an older one leads to the newest') from i;
select duty_test.refused(format('select duty.invite_reply(%s, %s, %s, ''accepted'', '''')', center_id, invite_id,
    sequence - 1), 'error.invite.closed', 'and takes no answer') from i;
select duty_test.refused(format('select duty.invite_reply(%s, %s, %s, ''perhaps'', '''')', center_id, invite_id,
    sequence), 'error.field.choice', 'there are two answers') from i;
select duty_test.refused(format('select duty.invite_open(%s, 0, 0)', center_id), 'error.invite.link',
    'an invitation that is none') from i;
create function pg_temp.mail(p_hash text, p_more jsonb default '{}') returns text language sql as $$
    select duty.reply_take(jsonb_build_object('center_id', center_id, 'invite_id', invite_id, 'hash',
        repeat(p_hash, 64), 'from', upper(address), 'attendee', address, 'uid', uid, 'sequence', sequence,
        'answer', 'declined', 'stamped_at', '2027-03-01T03:00:00Z') || p_more) ->> 'verdict' from i
$$;
select duty_test.same(pg_temp.mail('a'), 'taken', 'a mailed answer is kept');
select duty_test.same(pg_temp.mail('a'), 'known', 'once');
select duty_test.same(pg_temp.mail('b', '{"stamped_at": "2027-03-01T02:00:00Z"}'), 'older', 'an older one is no news');
select duty_test.same(pg_temp.mail('c', '{"from": "ke@la.vn"}'), 'sender', 'nobody answers for another');
select duty_test.same(pg_temp.mail('d', '{"invite_id": 0}'), 'none', 'nor for an invitation that is none');
reset role;
select duty_test.same(duty.invite_standing(x, 'UTC') ->> 'answer', 'declined', 'it shows') from duty.invite x, i
    where x.invite_id = i.invite_id;
select duty_test.same((select means from duty.hearing_confirm f, h where f.hearing_id = h.id and f.ended_at is null
    limit 1), null, 'and confirms nothing');
select duty_test.same((select count(*)::integer from duty.notice where template = 'invite.declined'), 0,
    'a mail that says "cannot" is not passed on as if it were certain');
set local role duty_jobs;
select duty.invite_reply(center_id, invite_id, sequence, 'accepted', E'Trình\nduyệt') from i;
reset role;
select duty_test.same((select max(means) from duty.hearing_confirm f, h where f.hearing_id = h.id
    and f.means is distinct from 'superseded'), 'link', 'the link is the record: it confirms the hearing');
set local role duty_jobs;
select duty_test.same(pg_temp.mail('e', '{"stamped_at": "2027-03-01T09:00:00Z"}'), 'taken', 'a later mail is kept');
reset role;
select duty_test.same(duty.invite_standing(x, 'UTC') ->> 'answer', 'accepted', 'yet the record stands')
    from duty.invite x, i where x.invite_id = i.invite_id;
set local role duty_jobs;
select duty.invite_reply(center_id, invite_id, sequence, 'declined', '') from i;
select duty.invite_reply(center_id, invite_id, sequence, 'declined', '') from i;
reset role;
select duty_test.same((select count(*)::integer from duty.notice where template = 'invite.declined'), (select
    count(*)::integer from duty.account a join (select distinct person_id, channel from duty.contact
    where verified_at is not null) k using (person_id) where a.role = 'coordinator' and a.center_id = 1),
    'who cannot is told to the coordinators, once');
select duty_test.same((select count(*)::integer from duty.hearing_confirm f, h where f.hearing_id = h.id
    and f.ended_at is null), 1, 'and the hearing is confirmed no more');
set local role duty_jobs;
select duty.invite_reply(center_id, invite_id, sequence, 'accepted', '') from i;
select duty.invite_reply(center_id, invite_id, sequence, 'declined', '') from i;
reset role;
select duty_test.same((select count(distinct split_part(dedupe_key, ':', 3))::integer from duty.notice
    where template = 'invite.declined'), 2,
    'who changes their mind again is told of again');

-- Who sees it.
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty_test.same(jsonb_array_length(duty.today_answers()), 1, 'the coordinator sees it on the day''s board');
select duty_test.same(duty.page_answers() #>> '{answers,0,standing,way}', 'link', 'and by which way');
select duty_test.sign_in('.dieuphoi', 'roster.draft');
select duty_test.same((select count(*)::integer from duty.invite), 0, 'another Centre sees nothing');
reset role;
select duty_test.sign_in(duty_test.account('provider', 5), 'me.write');
select duty_test.same((select count(*)::integer from duty.invite), 0, 'nor another provider');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.same((select count(*)::integer from duty.invite), 0, 'nor a clerk');
select duty_test.refused('update duty.invite set is_cancelled = true', '42501', 'nobody changes one by hand');

-- Another address.
create function pg_temp.contact(p_what text, p_address text) returns jsonb language sql as $$
    select duty.contact_save(me.provider_id::text, p_what, (select contact_id::text from duty.contact k
        where k.person_id = me.person_id and k.address = p_address), 'mail', p_address) from me
$$;
-- "kind state" of the mails to one address.
create function pg_temp.mails_to(p_address text) returns text language sql as $$
    select string_agg(split_part(n.template, '.', 2) || ' ' || n.state, ', ' order by n.notice_id)
    from duty.notice n where n.series is not null and n.address = p_address
$$;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.contact('add', 'moi@tgpl.example.vn');
select duty_test.same(pg_temp.mails_to('moi@tgpl.example.vn'), null, 'an address nobody answered at is not written to');
select pg_temp.contact('verify', 'moi@tgpl.example.vn');
reset role;
select duty_test.same(pg_temp.mails_to('moi@tgpl.example.vn'), 'request queued',
    'the new address is invited to what is ahead');
select duty_test.same(right(pg_temp.mails_to(address), 16), 'elsewhere queued',
    'and it is taken out at the old one') from i;
select duty_test.same(n.params #>> '{invite,method}' || ' ' || (n.params #>> '{invite,event,status}'), 'CANCEL GONE',
    'as an event that goes on') from duty.notice n where template = 'invite.elsewhere';
select pg_temp.send('ok');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '11:00') from h;
reset role;
select duty_test.same(pg_temp.mails_to('moi@tgpl.example.vn'), 'request sent, update queued',
    'changes go to the new one');
select duty_test.same(right(pg_temp.mails_to(address), 14), 'elsewhere sent', 'and to no other') from i;
select pg_temp.send('ok');
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.contact('retire', 'moi@tgpl.example.vn');
reset role;
select duty_test.same(right(pg_temp.mails_to('moi@tgpl.example.vn'), 16), 'elsewhere queued',
    'a retired one is told the same');
select duty_test.same(right(pg_temp.mails_to(address), 14), 'request queued',
    'and the one that is left is asked again') from i;
select duty_test.same((select count(*)::integer from duty.invite where not is_cancelled), 1,
    'one invitation of an event stands at a time');
select pg_temp.send('ok');
update duty.contact set retired_at = duty.now(), verified_at = null where address = (select address from i);
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '11:00', p_state => 'cancelled') from h;
reset role;
select duty_test.same(right(pg_temp.mails_to(address), 13), 'cancel queued',
    'what was sent is taken back without any address left')
    from i;
update duty.contact set retired_at = null, verified_at = duty.now() where address = (select address from i);

select duty_test.sign_in(login, 'me.write') from me;
select duty.invite_choose('no');
reset role;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(null, p_code => '901/2027/TLST-HS', p_date => '2027-03-12') is not null;
reset role;
select duty_test.same((select count(distinct uid)::integer from duty.invite), 1, 'who wants no more gets no more');

-- Long after.
update duty.clock set shift = '2027-04-10 02:00+00'::timestamptz - now();
set local role duty_jobs;
select duty_test.same(((duty.invite_open(center_id, invite_id, sequence) -> 'page') - array['center_name',
    'hotline'])::text,
    '{"kind": "hearing", "is_over": true}',
    'long after it is over the link says no name, number, place or hour') from i;
reset role;
rollback;
