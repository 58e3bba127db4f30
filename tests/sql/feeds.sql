-- Personal calendars: what they show, and when they change.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-03-01 02:00+00'::timestamptz - now();
create function pg_temp.feed(p_letter text default 'a') returns jsonb language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.feed_read(repeat(p_letter, 64));
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
select duty.feed_token_new(repeat('a', 64), 'Điện thoại');
select duty_test.same(pg_temp.feed('b'), null, 'an unknown address is null');
select duty_test.same(pg_temp.feed() ->> 'provider_id', provider_id::text, 'the calendar is its owner''s') from me;
select duty_test.same(jsonb_array_length(duty.page_me() -> 'feeds'), 1, 'the owner sees the address among the own');
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
    'mode', 'in_person', 'path', '/hearings/' || id), 'a hearing is shown in wall time, by its docket number') from h;
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

-- Fetches, changes, revocation.
reset role;
set local role duty_jobs;
select duty.feed_fetched(jsonb_build_array(jsonb_build_object('token_hash', repeat('a', 64), 'client', E'Lịch\n1.0',
    'at', 2000000000),
    jsonb_build_object('token_hash', repeat('a', 64), 'client', 'older', 'at', 1000000000)));
select duty_test.same(last_client, 'Lịch 1.0', 'the last fetch is noted') from duty.feed_token
    where token_hash = repeat('a', 64);
select duty_test.same(jsonb_array_length(duty.feed_changes('') -> 'versions'), (select count(*)::integer
    from duty.provider), 'at first every version is news');
select duty_test.ok(jsonb_array_length(duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'versions') between 1
    and 3, 'then what changed of late');
reset role;
update duty.clock set shift = shift + '3 minutes';
select duty_test.same(duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'versions', '[]'::jsonb,
    'and in the end nothing');
select duty_test.sign_in(duty_test.account('provider', 5), 'me.write');
select duty_test.refused(format('select duty.feed_token_revoke(%L)', repeat('a', 64)), 'error.not_found',
    'nobody revokes another''s address');
reset role;
update duty.account a set locked_at = duty.now() from me where a.login = me.login;
select duty_test.same(pg_temp.feed(), '{"gone": true}'::jsonb, 'a locked account shuts its calendars');
update duty.account a set locked_at = null from me where a.login = me.login;
select duty_test.sign_in(login, 'me.write') from me;
select duty.feed_token_revoke(repeat('a', 64));
select duty_test.same(pg_temp.feed(), '{"gone": true}'::jsonb, 'a revoked address is gone');
reset role;
select duty_test.same(jsonb_array_length(duty.feed_changes(duty.feed_changes('') ->> 'now') -> 'versions'), 1,
    'which is a change for whoever keeps a copy');
rollback;
