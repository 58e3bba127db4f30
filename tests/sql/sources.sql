-- Calendar addresses: what may be entered, who may read what, how visits are leased, settled and timed.
\ir lib/duty_test.sql
begin;
update duty.clock set shift = '2027-02-20 02:00+00'::timestamptz - now();
create function duty_test.move(p_by interval) returns void language plpgsql as $$
begin
    reset role;
    update duty.clock set shift = shift + p_by;
end $$;
create function duty_test.court() returns text language sql security definer as $$
    select min(org_id)::text from duty.org_unit
    where kind = 'court' and center_id = (select min(center_id) from duty.center)
$$;
-- As the daemon does: claims what is due, at most p_n.
create function duty_test.claim(p_n integer default 10) returns jsonb language plpgsql as $$
declare
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.source_claim(p_n, 300);
    reset role;
    return v;
end $$;
create function duty_test.settle(p_lease text, p_answer text, p_retry integer default 0) returns void
language plpgsql as $$
begin
    set local role duty_jobs;
    perform duty.source_settle(p_lease, jsonb_build_object('answer', p_answer, 'status', 200,
        'retry_after_s', p_retry));
    reset role;
end $$;
create function duty_test.row() returns duty.calendar_source language sql security definer as $$
    select s from duty.calendar_source s order by source_id limit 1
$$;

-- ---- the address ----
select duty_test.same((select array_agg(duty.source_url('url', given) order by n) from (values
    (1, 'https://Toa.Example.vn/A/b.ics?k=V#x'), (2, 'webcal://toa.example.vn/b.ics'),
    (3, 'WEBCALS://toa.example.vn:8443/b'), (4, ' https://[2001:db8::1]/b ')) v(n, given)),
    array['https://toa.example.vn/A/b.ics?k=V', 'https://toa.example.vn/b.ics',
        'https://toa.example.vn:8443/b', 'https://[2001:db8::1]/b'],
    'an address is https, its host in small letters, its path as it was given');
select duty_test.refused(format('select duty.source_url(''url'', %L)', given), key,
        'refused with ' || key || ': ' || left(given, 40))
    from (values ('http://toa.vn/', 'error.source.https'), ('HTTP://toa.vn/', 'error.source.https'),
        ('https://a:b@toa.vn/', 'error.source.user'), ('https://a@toa.vn/', 'error.source.user'),
        ('https:///lich', 'error.source.url'), ('//toa.vn/', 'error.source.url'),
        ('javascript:alert(1)', 'error.source.url'), ('https://toa.vn/a b', 'error.source.url'),
        ('https://toa.vn/lịch', 'error.source.url'), ('https://toa.vn\x', 'error.source.url'),
        ('https://toa.vn:port/', 'error.source.url'),
        ('https://toa.vn/' || repeat('a', 2000), 'error.source.url')) v(given, key);
select duty_test.same((select array_agg(duty.source_mask(url) order by n) from (values
    (1, 'https://toa.vn/private-4711/basic.ics?key=4711'), (2, 'https://toa.vn:8443/4711'),
    (3, 'https://toa.vn/'), (4, 'https://toa.vn?k=4711.ics'), (5, 'https://toa.vn')) v(n, url)),
    array['toa.vn/….ics', 'toa.vn:8443/…', 'toa.vn', 'toa.vn/…', 'toa.vn'],
    'of an address the host is shown, and how its path ends');

-- ---- who ----
select duty_test.sign_in('dieuphoi', 'source.write');
select duty.source_save('', duty_test.court(), 'https://toa.example.vn/4711/lich.ics') \g /dev/null
select duty_test.refused('select url from duty.calendar_source', '42501',
    'not even a page of those who entered it can read the address again');
select duty_test.refused(format('select duty.source_save('''', %L, %L)', duty_test.court(),
    'https://TOA.example.vn/4711/lich.ics'), 'error.source.twice', 'an address is entered once');
select duty_test.same((select data - 'name' from duty.audit where action = 'source.add'),
    '{"shown": "toa.example.vn/….ics"}', 'the record tells the host and no more');
select duty_test.sign_in('.dieuphoi', 'source.write');
select duty_test.same(jsonb_array_length(duty.source_rows()), 0, 'another Centre sees nothing of it');
select duty_test.refused(format('select duty.%s(%L)', f, (duty_test.row()).source_id),
        'error.not_found', f || ' of another Centre''s address finds nothing')
    from unnest(array['source_ask', 'source_remove', 'page_source']) f;
select duty_test.sign_in('thuky.kv1');
select duty_test.same((select count(*) from duty.calendar_source), 0::bigint, 'clerks see none');

-- ---- the lease ----
reset role;
create temp table claimed as select duty_test.claim() -> 0 as c;
select duty_test.same(c ->> 'url', 'https://toa.example.vn/4711/lich.ics', 'what is due is leased')
    from claimed;
select duty_test.same(duty_test.claim(), '[]', 'what is leased is not leased again');
update duty.calendar_source set lease_pid = 999999999;
update claimed set c = duty_test.claim() -> 0;
select duty_test.ok(c is not null, 'unless the daemon is gone') from claimed;
select duty_test.move('301 seconds');
create temp table late as select c from claimed;
update claimed set c = duty_test.claim() -> 0;
select duty_test.ok(c is not null, 'or its time is over') from claimed;
select duty_test.refused(format('select duty_test.settle(%L, ''same'')', c ->> 'lease'),
    'error.conflict', 'a visit whose lease is over records nothing') from late;
reset role;
set local role duty_app;
select duty_test.refused('select duty.source_take(''khong-co'', '''', '''', ''{}'')',
    'error.conflict', 'without a lease nothing is taken in');
reset role;

-- ---- how it ended ----
select duty_test.settle(c ->> 'lease', 'status') from claimed \g /dev/null
select duty_test.same((r).failures, 1, 'a failure is counted'),
    duty_test.same((r).next_at - duty.now(), interval '5 minutes', 'and waits five minutes'),
    duty_test.same((r).lease, null, 'the lease is given back')
    from (select duty_test.row() as r) x;
select duty_test.same(duty_test.claim(), '[]', 'before that nothing is due');
select duty_test.move('5 minutes');
update claimed set c = duty_test.claim() -> 0;
select duty_test.settle(c ->> 'lease', 'time', 86400) from claimed \g /dev/null
select duty_test.same((duty_test.row()).next_at - duty.now(), interval '1 day',
    'a server may ask for a day');
select duty_test.move('1 day');
update claimed set c = duty_test.claim() -> 0;
select duty_test.settle(c ->> 'lease', 'same') from claimed \g /dev/null
select duty_test.same(array[(r).failures::text, (r).failing_since::text, ((r).next_at - duty.now())::text],
    array['0', null, '00:30:00'], 'a success forgets the failures and waits half an hour')
    from (select duty_test.row() as r) x;
select duty_test.move('30 minutes');
update claimed set c = duty_test.claim() -> 0;
create temp table kept as select to_jsonb(duty_test.row()) - '{lease,lease_until,lease_pid,next_at}'::text[] as r;
select duty_test.settle(c ->> 'lease', 'later') from claimed \g /dev/null
select duty_test.same(to_jsonb(duty_test.row()) - '{lease,lease_until,lease_pid,next_at}'::text[], r,
    'that our own database was busy is no failure of the address') from kept;
select duty_test.same((duty_test.row()).next_at - duty.now(), interval '1 minute', 'it is asked again in a minute'),
    duty_test.same((duty_test.row()).lease, null, 'and free until then');
select duty_test.same(array(select duty.source_wait(n) from generate_series(0, 6) n),
    array['30 min', '5 min', '15 min', '1 h', '4 h', '4 h', '4 h']::interval[],
    'by the rules, of which the last holds on');

-- ---- what the table refuses ----
select duty_test.refused('update duty.calendar_source set ' || change, '23514', promise) from (values
    ('url = ''http://toa.vn/''', 'an address that is not https'),
    ('lease = ''x''', 'a lease without its end'),
    ('failures = 2', 'failures without a beginning'),
    ('answer = ''status''', 'a failed visit that counts as none'),
    ('answer = ''khac''', 'an end nobody knows'),
    ('ended_at = now(), lease = ''x'', lease_until = now(), lease_pid = 1', 'a visit to one that ended'),
    ('good_at = null, brought = ''{}'', brought_at = now()', 'a calendar that came at no time'))
    v(change, promise);
delete from duty.session;
select duty_test.sign_in('dieuphoi', 'source.write');
-- A large calendar of it is being taken in part by part.
select duty.import_take('poll', (duty_test.row()).source_id, duty_test.court(), 'lich.ics',
    repeat('7', 64), jsonb_build_object('format', 'ics', 'sheets', '[]'::jsonb, 'rows', jsonb_agg(jsonb_build_object(
        'sheet', '', 'row', i, 'errors', '[]'::jsonb, 'uid', 'large' || i, 'recurrence', '', 'status', 'CONFIRMED',
        'fields', jsonb_build_object('case_code', i || '/2031/TLST-HS', 'date', '2031-03-03', 'time', '07:30')))))
    from generate_series(1, 1100) i \g /dev/null
select duty.source_remove((duty_test.row()).source_id::text) \g /dev/null
select duty_test.same(count(*), 0::bigint, 'a calendar that is removed while it is taken in leaves nothing waiting')
    from duty.import_waiting;
select duty_test.same((select max(state) from duty.import_batch where sha256 = repeat('0', 64)), 'committed',
    'and what is in can be taken back');
select duty_test.same(jsonb_array_length(duty.source_rows()), 0, 'what is removed is not listed');
select duty.source_save('', duty_test.court(), 'https://toa.example.vn/4711/lich.ics') \g /dev/null
select duty_test.same(jsonb_array_length(duty.source_rows()), 1, 'and may be entered again');
rollback;
