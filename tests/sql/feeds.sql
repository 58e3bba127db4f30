-- Personal calendars: what they show, and when they change.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-03-01 02:00+00'::timestamptz - now();
create function pg_temp.feed(p_letter text default 'a', p_have text default '') returns jsonb language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.feed_read(repeat(p_letter, 64), p_have);
    perform set_config('role', v_role, true);
    return v;
end $$;
create function pg_temp.event(p_kind text) returns jsonb language sql as $$
    select e from jsonb_array_elements(pg_temp.feed() -> 'events') e where e ->> 'kind' = p_kind limit 1
$$;
create temporary table me as select a.login, p.provider_id from duty.account a
    join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.one();
grant select on me to duty_app;
select duty_test.sign_in(login, 'me.write') from me;
select duty.feed_token_new(repeat('a', 64), 'provider', 'Điện thoại', 'full', '');
select duty_test.same(pg_temp.feed('b'), null, 'an unknown address is null');
select duty_test.same(f.provider_id, me.provider_id, 'the calendar is its owner''s') from me, duty.feed f
    where f.feed_id = (pg_temp.feed() ->> 'feed_id')::bigint;
create temporary table version as select (pg_temp.feed() ->> 'version')::bigint as v,
    (pg_temp.feed() ->> 'modified')::bigint as m;

-- Hearings.
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null) ->> 'hearing_id')::bigint as id;
select duty_test.ok((pg_temp.feed() ->> 'version')::bigint > v, 'a new hearing changes the version') from version;
select duty_test.same(pg_temp.event('hearing') - 'court' - 'changed' - 'place' - 'uid', jsonb_build_object('kind',
    'hearing', 'status', 'CONFIRMED',
    'state', 'scheduled', 'sequence', 0, 'starts', '20270310T073000', 'ends', '20270310T110000', 'code',
        '900/2027/TLST-HS', 'room', 'P1',
    'mode', 'in_person', 'busy', true, 'act', null, 'seat', null, 'path', '/hearings/' || id),
    'a hearing is shown in wall time, by its docket number') from h;
select duty_test.ok(pg_temp.feed()::text !~* 'trộm', 'the subject is not');
select duty_test.ok(pg_temp.event('hearing') ->> 'changed' ~ '^\d{8}T\d{6}Z$',
    'the change is an instant of the row, not of the request');
create temporary table same as select pg_temp.feed() as f;
select duty_test.save(id, p_judge => 'Ông Tư') from h;
select duty_test.same(pg_temp.feed(), f, 'a cosmetic change leaves the calendar byte for byte the same') from same;
select duty_test.save(id, p_time => '9:00') from h;
select duty_test.same(pg_temp.event('hearing') ->> 'sequence', '1',
    'a moved hearing is the same event with a higher sequence');
select duty_test.same(pg_temp.event('hearing') ->> 'uid', f #>> '{events,0,uid}', 'under the same name') from same;
select duty_test.save(id, p_time => '9:00', p_state => 'cancelled') from h;
select duty_test.same(pg_temp.event('hearing') ->> 'status', 'CANCELLED',
    'a cancelled hearing is shown as cancelled');
reset role;
update duty.clock set shift = shift + '31 days';
select duty_test.same(pg_temp.event('hearing'), null, 'for thirty days');
update duty.clock set shift = shift - interval '31 days';
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_time => '9:00') from h;
select duty_test.save(id, p_time => '9:00', p_provider => (select two from duty_test.fixed)) from h;
select duty_test.same(pg_temp.event('hearing'), null, 'a hearing given to somebody else leaves the calendar');
select duty_test.save(id, p_time => '9:00') from h;

-- What the court calls it.
create function pg_temp.called(p_kind text) returns jsonb language sql as $$
    select duty.hearing_put(id, jsonb_build_object('kind', p_kind), null) from h $$;
select duty_test.send_all();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table plain as select pg_temp.feed() as f, pg_temp.event('hearing') as e;
select duty_test.same(pg_temp.called('Xét xử lại') ->> 'severity', 'cosmetic',
    'a hearing by another name is the same in calendars');
select duty_test.same(pg_temp.feed(), f, 'byte for byte') from plain;
select duty_test.same(pg_temp.called('Lấy lời khai, hỏi cung') - 'hearing_id' - 'clash', jsonb_build_object(
    'severity', 'shift', 'sequence', (e ->> 'sequence')::integer + 1, 'told', 0),
    'one that becomes a procedural act is another in calendars, and nobody is written to') from plain;
select duty_test.ok(pg_temp.event('act') ->> 'act' = 'lấy lời khai' and pg_temp.feed() ->> 'stamp' <> f ->> 'stamp'
    and pg_temp.event('act') ->> 'changed' >= e ->> 'changed', 'under a new version') from plain;
select pg_temp.called('Xét xử');

-- Duties: main and backup know each other.
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty.roster_problem('2027-03');
create temporary table pair as select m.shift_id as main, b.shift_id as backup from duty.shift m
    join duty.shift b using (center_id, post_id, starts, ends)
    where m.role = 'main' and b.role = 'backup' and m.duty_day = '2027-03-20' order by m.starts, m.post_id limit 1;
select duty.roster_draft_save('2027-03', '1', repeat('a', 64), jsonb_build_object('assignments', jsonb_build_array(
    jsonb_build_object('shift', main, 'provider', one), jsonb_build_object('shift', backup, 'provider', two))))
        from pair, duty_test.fixed;
select duty_test.same(pg_temp.event('duty'), null, 'a draft is in nobody''s calendar');
select duty.roster_publish('2027-03', '', '0', 'Thử');
select duty_test.same(pg_temp.event('duty') -> 'partner', (select jsonb_build_object('name', name, 'phone', phone)
    from duty.staff(), duty_test.fixed
    where provider_id = two), 'a duty names the colleague of the same hours and the number to ring');
select duty_test.same(pg_temp.event('duty') ->> 'path', '/roster?month=2027-03', 'and leads to its roster');
create temporary table before as select (pg_temp.feed() ->> 'version')::bigint as v;
select duty.roster_draft_save('2027-03', '1', repeat('a', 64), jsonb_build_object('assignments',
    jsonb_build_array(jsonb_build_object('shift', main, 'provider', one),
    jsonb_build_object('shift', backup, 'provider', duty_test.provider(2))))) from pair, duty_test.fixed;
select duty.roster_publish('2027-03', '', '1', 'Thử');
select duty_test.ok((pg_temp.feed() ->> 'version')::bigint > v, 'another colleague changes the version, too')
    from before;
select duty.roster_draft_save('2027-03', '1', repeat('a', 64), '{"assignments": []}');
select duty.roster_publish('2027-03', '', '2', 'Thử');
select duty_test.same(pg_temp.event('duty'), null, 'a duty withdrawn is gone');

-- Who is on duty: of a post, of a court, of the Centre; and how busy the person is.
create function pg_temp.watch(p_letter text, p_shift bigint) returns jsonb language sql as $$
    select e from jsonb_array_elements(pg_temp.feed(p_letter) -> 'events') e
    where e ->> 'uid' = format('shift-1-%s@dutyd', p_shift)
$$;
create function pg_temp.publish(p_main bigint, p_version integer) returns void language sql as $$
    select duty.roster_draft_save('2027-03', '1', repeat('a', 64), jsonb_build_object('assignments',
        jsonb_build_array(jsonb_build_object('shift', main, 'provider', p_main),
            jsonb_build_object('shift', backup, 'provider', two)))) from pair, duty_test.fixed;
    select duty.roster_publish('2027-03', '', p_version::text, 'Thử');
$$;
create temporary table post as select s.post_id, d.org_id, p.post_id as other from pair
    join duty.shift s on s.shift_id = main join duty.duty_post d using (center_id, post_id)
    join lateral (select min(o.post_id) as post_id from duty.duty_post o where o.center_id = 1
        and o.post_id <> s.post_id) p on true;
grant select on post to duty_app;
create temporary table served as select min(org_id) as org_id from duty.list_served()
    where post_id = (select post_id from post);
grant select on served to duty_app;
select duty.feed_token_new(repeat('d', 64), 'post:' || post_id, 'Màn hình', 'full', '') from post;
select duty.feed_token_new(repeat('9', 64), 'post:' || other, 'Màn hình', 'full', '') from post;
select duty.feed_token_new(repeat('c', 64), 'body:' || org_id, 'Màn hình', 'full', '') from served;
select duty.feed_token_new(repeat('e', 64), 'center', 'Màn hình', 'full', '');
create function pg_temp.versions() returns jsonb language sql as $$
    select jsonb_object_agg(kind || coalesce(post_id, 0), version) from duty.feed $$;
create temporary table untouched as select pg_temp.versions() as v;
select pg_temp.publish(one, 3) from duty_test.fixed;
select duty_test.same((select string_agg(k, ' ' order by k) from untouched u, jsonb_each(pg_temp.versions()) x(k, now)
    where now <> u.v -> k), (select format('body0 center0 post%s provider0', post_id) from post),
    'a publication changes the calendars it shows in and no other');
select duty_test.same(pg_temp.watch('d', main) - 'changed', jsonb_build_object('uid',
        format('shift-1-%s@dutyd', main), 'sequence', pg_temp.watch('d', main) -> 'sequence',
        'starts', to_char(s.starts, 'YYYYMMDD"T"HH24MISS'), 'ends', to_char(s.ends, 'YYYYMMDD"T"HH24MISS'),
        'kind', 'watch', 'status', 'CONFIRMED', 'busy', false, 'post', d.name, 'role', 'main', 'place', null,
        'people', jsonb_build_array(jsonb_build_object('name', t.name, 'phone', t.phone)),
        'path', '/roster?month=2027-03'),
    'a post''s calendar names who stands a shift, with the number to ring')
    from pair join duty.shift s on s.shift_id = main join duty.duty_post d using (center_id, post_id)
    cross join duty_test.fixed join duty.staff() t on t.provider_id = one;
select duty_test.same(pg_temp.watch(l, main), pg_temp.watch('d', main), 'and so does the one of ' || w)
    from pair, (values ('c', 'the body served'), ('e', 'the Centre')) x(l, w);
select duty_test.same(pg_temp.feed('9') -> 'events', '[]', 'another post''s does not');
create temporary table first as select pg_temp.event('duty') as mine, pg_temp.watch('d', main) as shift from pair;
select pg_temp.publish(duty_test.provider(2), 4);
select duty_test.same(pg_temp.event('duty'), null, 'a duty given to somebody else leaves the calendar');
select duty_test.ok((pg_temp.watch('d', main) ->> 'sequence')::integer > (shift ->> 'sequence')::integer
    and pg_temp.watch('d', main) -> 'people' <> shift -> 'people',
    'the shift is the same event with a higher sequence and another name') from first, pair;
select pg_temp.publish(one, 5) from duty_test.fixed;
select duty_test.ok(pg_temp.event('duty') ->> 'uid' = mine ->> 'uid'
    and (pg_temp.event('duty') ->> 'sequence')::integer > (mine ->> 'sequence')::integer + 1,
    'a duty that comes back is the same event, past what its cancellation said') from first;
insert into duty.feed (center_id, kind, provider_id, changed_at)
    select 1, 'provider', duty_test.provider(2), duty.now();
create temporary table shown as select pg_temp.event('duty') as mine, pg_temp.watch('d', main) as shift from pair;
reset role;
update duty.clock set shift = shift + '1 minute';
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
update duty.person set full_name = 'Tên Mới' where person_id = (select person_id from duty.provider
    where provider_id = (select two from duty_test.fixed));
select duty_test.ok(pg_temp.event('duty') #>> '{partner,name}' = 'Tên Mới'
    and pg_temp.event('duty') ->> 'changed' > mine ->> 'changed'
    and pg_temp.event('duty') -> 'sequence' = mine -> 'sequence',
    'a colleague''s new name is a change of the event, and no new sequence') from shown;
update duty.duty_post set name = 'Phòng trực mới' where post_id = (select post_id from post);
select duty_test.ok(pg_temp.watch('d', main) ->> 'post' = 'Phòng trực mới'
    and pg_temp.watch('d', main) ->> 'changed' > shift ->> 'changed', 'so is a post''s') from shown, pair;
select duty.roster_tell((select roster_id from duty.shift where shift_id = backup), jsonb_build_object('removed',
    '[]'::jsonb, 'added', jsonb_build_array(jsonb_build_object('shift', backup, 'provider', two))))
    from pair, duty_test.fixed;
select duty_test.same(f.version, 1::bigint, 'who stood a duty once hears nothing of these hours any more')
    from duty.feed f where f.provider_id = duty_test.provider(2);

-- A collaborator is not shown to bodies.
create temporary table seen as select pg_temp.feed('c') as f, pg_temp.watch('c', main) as e from pair;
grant select on seen to duty_app;
update duty.provider set class = 'collaborator' where provider_id = duty_test.one();
select duty_test.ok(pg_temp.watch('c', main) is null and pg_temp.feed('c') ->> 'stamp' <> f ->> 'stamp',
    'who becomes a collaborator leaves the calendars of bodies at once') from seen, pair;
update duty.provider set class = 'officer' where provider_id = duty_test.one();
select duty_test.ok((pg_temp.watch('c', main) ->> 'sequence')::integer > (e ->> 'sequence')::integer,
    'and comes back as a change of the same event') from seen, pair;

-- A hand-over of the colleague's duty.
reset role;
update duty.shift set shown_at = duty.now() + interval '1 minute' where shift_id = (select backup from pair);
create temporary table paired as select pg_temp.feed() as f, pg_temp.event('duty') as e;
grant select on paired to duty_app;
update duty.clock set shift = shift + '2 minutes';
select duty_test.sign_in(duty_test.account('coordinator'), 'swap.approve');
select duty.handover_split(backup, lower(s.during) + interval '2 hours')
    from pair join duty.shift s on s.shift_id = backup;
select duty_test.ok(pg_temp.event('duty') -> 'partner' = 'null' and pg_temp.feed() ->> 'stamp' <> f ->> 'stamp',
    'whose colleague hands a duty over has a new version of the calendar') from paired;
select duty_test.ok(pg_temp.event('duty') ->> 'changed' > e ->> 'changed'
    and pg_temp.event('duty') -> 'sequence' = e -> 'sequence',
    'in which the event is changed later than before, and not moved') from paired;

-- Versions and the time they tell.
create temporary table told as select version, changed_at from duty.feed
    where provider_id = (select provider_id from me);
grant select on told to duty_app;
select duty.feed_touch(array[provider_id]) from me, generate_series(1, 3);
select duty_test.ok(f.version = told.version + 3 and date_trunc('second', f.changed_at)
    >= date_trunc('second', told.changed_at) + interval '3 seconds',
    'each change shows in another second, however fast they come') from duty.feed f, me, told
    where f.provider_id = me.provider_id;
update duty.feed set touched_by = null where provider_id = (select provider_id from me);
select duty.hearing_feeds('{}', jsonb_build_object('providers', jsonb_build_array(provider_id)), 1)
    from me, generate_series(1, 3);
select duty_test.same(f.version, told.version + 4,
    'a list taken in is one change of a calendar, also of one that changed this very second')
    from duty.feed f, me, told where f.provider_id = me.provider_id;

create temporary table bodies as select version from duty.feed where kind = 'body';
update duty.org_unit set valid = daterange(lower(valid), '2027-12-01') where org_id = (select org_id from served);
select duty_test.ok(f.version > b.version, 'a body whose days end has a new version')
    from duty.feed f, bodies b where f.kind = 'body';

-- Away, and busy.
reset role;
insert into duty.absence (center_id, provider_id, during, kind, note, state, decided_at)
    select 1, provider_id, tstzrange(f::timestamp at time zone 'Asia/Ho_Chi_Minh',
        t::timestamp at time zone 'Asia/Ho_Chi_Minh'), 'sick', 'bí mật', 'approved', duty.now()
    from me, (values ('2027-04-05', '2027-04-08'), ('2027-04-09 08:00', '2027-04-09 10:00')) x(f, t);
select duty_test.same((select jsonb_agg((e ->> 'starts') || '-' || (e ->> 'ends') || ' ' || (e ->> 'busy'))
    from jsonb_array_elements(pg_temp.feed() -> 'events') e where e ->> 'kind' = 'absence'),
    '["20270405-20270408 false", "20270409T080000-20270409T100000 true"]',
    'days away are dates, hours away are hours');
select duty_test.ok(pg_temp.feed()::text !~ 'sick|bí mật', 'and nobody reads why');
select duty_test.sign_in(login, 'me.write') from me;
select duty.feed_token_new(repeat('b', 64), 'provider', 'Đồng nghiệp', 'busy', '');
select duty_test.same((select jsonb_agg(distinct k) from jsonb_array_elements(pg_temp.feed('b') -> 'events') e,
    jsonb_object_keys(e) k), '["busy", "changed", "ends", "kind", "sequence", "starts", "status", "uid"]',
    'busy is when, and nothing else');
select duty_test.same((select jsonb_agg(e ->> 'starts' order by e ->> 'starts')
    from jsonb_array_elements(pg_temp.feed('b') -> 'events') e),
    '["20270310T090000", "20270405T000000", "20270409T080000"]',
    'of hearings and days away, not of duties by telephone, and days away are hours like the others');
select duty_test.ok(pg_temp.feed('b')::text !~ 'hearing-|absence-|duty-', 'under names that lead nowhere');
select duty_test.ok(not exists (
    select from jsonb_array_elements(pg_temp.feed('b') -> 'events') b,
        jsonb_array_elements(pg_temp.feed() -> 'events') a
    where strpos(b ->> 'uid', left(encode(sha256(convert_to(a ->> 'uid', 'UTF8')), 'hex'), 16)) > 0),
    'not even for whoever knows the true ones');
select duty_test.same(pg_temp.feed('b') - 'copy' - 'level' - 'events', pg_temp.feed() - 'copy' - 'level' - 'events',
    'of the same calendar at the same version');
select duty_test.ok(pg_temp.feed('b') ->> 'copy' <> pg_temp.feed() ->> 'copy', 'kept apart from the full one');
select duty_test.same(pg_temp.feed('a', (pg_temp.feed() ->> 'copy') || ' ' || (pg_temp.feed() ->> 'stamp')),
    pg_temp.feed() || '{"events": null}',
    'what a daemon has already is not said again');

-- Fetches, changes, revocation.
create function pg_temp.shut() returns jsonb language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'shut';
    perform set_config('role', v_role, true);
    return v;
end $$;
reset role;
set local role duty_jobs;
select duty.feed_fetched(jsonb_build_array(jsonb_build_object('token_hash', repeat('a', 64), 'client', E'Lịch\n1.0',
    'at', 2000000000),
    jsonb_build_object('token_hash', repeat('a', 64), 'client', 'older', 'at', 1000000000)));
select duty_test.same(last_client, 'Lịch 1.0', 'the last fetch is noted') from duty.feed_token
    where token_hash = repeat('a', 64);
select duty_test.same(jsonb_array_length(duty.feed_changes('') -> 'versions'), (select count(*)::integer
    from duty.feed), 'at first every version is news');
reset role;
update duty.clock set shift = shift + '3 minutes';
select duty.feed_touch(array[provider_id]) from me;
set local role duty_jobs;
select duty_test.same(jsonb_array_length(duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'versions'), 1,
    'then what changed of late');
reset role;
update duty.clock set shift = shift + '3 minutes';
select duty_test.same(duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'versions', '[]'::jsonb,
    'and in the end nothing');
select duty_test.sign_in(duty_test.account('provider', 5), 'me.write');
select duty_test.refused(format('select duty.feed_token_revoke(%L, true)', repeat('a', 64)), 'error.not_found',
    'nobody revokes another''s address');
reset role;
update duty.account a set locked_at = duty.now() from me where a.login = me.login;
select duty_test.same(pg_temp.feed(), '{"gone": true}'::jsonb, 'a locked account shuts its calendars');
select duty_test.same(pg_temp.shut(), jsonb_build_object(repeat('a', 64), 0, repeat('b', 64), 0),
    'and whoever keeps copies hears which');
update duty.account a set locked_at = null from me where a.login = me.login;
select duty_test.sign_in(login, 'me.write') from me;
select duty.feed_token_revoke(repeat('a', 64), true);
select duty_test.same(pg_temp.feed(), '{"gone": true}'::jsonb, 'a revoked address is gone');
reset role;
select duty_test.same(jsonb_array_length(duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'versions'), 1,
    'which is a change for whoever keeps a copy');
select duty_test.same(pg_temp.shut(), jsonb_build_object(repeat('a', 64), 0), 'who hears which address it is');
select duty_test.sign_in(login, 'me.write') from me;
select duty.feed_token_rotate(repeat('f', 64), repeat('b', 64), '1', true);
select duty_test.same(pg_temp.shut() -> repeat('b', 64), '86400', 'and when one that was replaced ends');
rollback;
