-- Own calendars: what may be entered, who may read what, and what becomes of a visit.
\ir lib/duty_test.sql
begin;
update duty.clock set shift = '2027-02-20 02:00+00'::timestamptz - now();
create function duty_test.move(p_by interval) returns void language plpgsql as $$
begin
    reset role;
    update duty.clock set shift = shift + p_by;
end $$;
-- As the daemon does: claims what is due.
create function duty_test.claim() returns jsonb language plpgsql as $$
declare
    v jsonb;
begin
    set local role duty_jobs;
    v := duty.busy_claim(10, 300);
    reset role;
    return v;
end $$;
create function duty_test.take(p_lease text, p_times jsonb) returns void language plpgsql as $$
begin
    set local role duty_jobs;
    perform duty.busy_take(p_lease, '"v1"', '', jsonb_build_object('times', p_times,
        'counts', '{"times": 1, "unread": 2}'::jsonb));
    reset role;
end $$;
create function duty_test.row() returns duty.busy_source language sql security definer as $$
    select s from duty.busy_source s order by busy_id limit 1
$$;
create function duty_test.times() returns text[] language sql security definer as $$
    select coalesce(array_agg(during::text order by during), '{}') from duty.busy_time
$$;

-- ---- what may be entered ----
select duty_test.sign_in('bong.sung', 'me.write');
select duty.busy_add(format('https://lich.vn/%s/rieng.ics', n)) from generate_series(1, 3) n \g /dev/null
select duty_test.refused($$select duty.busy_add('https://lich.vn/4/rieng.ics')$$, 'error.busy.limit',
    'a fourth calendar is refused');
select duty_test.refused($$select duty.busy_remove('0')$$, 'error.not_found',
    'what is none cannot be taken back');
select duty_test.same((select array_agg(slot order by slot) from duty.busy_source),
    array[1, 2, 3]::smallint[], 'the three have the three places there are');
reset role;
select duty_test.refused($$insert into duty.busy_source (center_id, provider_id, slot, url, shown,
    created_at, next_at) select center_id, provider_id, 4, 'https://x.vn/', 'x.vn', duty.now(), duty.now()
    from duty.busy_source limit 1$$,
    'new row for relation "busy_source" violates check constraint "busy_source_slot_check"',
    'the table itself has no fourth place');

-- ---- a visit ----
create temp table lease as
    select x ->> 'lease' as lease, x from jsonb_array_elements(duty_test.claim()) x limit 1;
select duty_test.same((select array_agg(k order by k) from lease, jsonb_object_keys(x) k),
    array['center_id', 'lease', 'source_id', 'today', 'url', 'zone'],
    'a visit knows the address, the zone and the day, and whose calendar it is not');
select duty_test.same(duty_test.claim(), '[]'::jsonb, 'what is leased is left alone');
select duty_test.take((select lease from lease), '[
    {"starts": "2027-03-01T09:00:00", "ends": "2027-03-01T10:00:00"},
    {"starts": "2027-03-01T10:00:00", "ends": "2027-03-01T11:00:00"},
    {"starts": "2027-03-01T09:30:00", "ends": "2027-03-01T09:45:00"},
    {"starts": "2027-03-02T22:00:00", "ends": "2027-03-03T06:00:00"}]') \g /dev/null
select duty_test.same(duty_test.times(), array[
    '["2027-03-01 02:00:00+00","2027-03-01 04:00:00+00")',
    '["2027-03-02 15:00:00+00","2027-03-02 23:00:00+00")'],
    'times that touch become one, on the clock of the Centre');
select duty_test.same((select (r.answer, r.failures, r.unread, r.etag, r.lease)::text from duty_test.row() r),
    '(taken,0,2,"""v1""",)', 'and the visit is recorded');
select duty_test.move('1 hour') \g /dev/null
create temp table again as select x ->> 'lease' as lease
    from jsonb_array_elements(duty_test.claim()) x
    where (x ->> 'source_id')::bigint = (select busy_id from duty_test.row());
create temp table kept as select during, xmin::text as x from duty.busy_time;
select duty_test.refused(format('select duty_test.take(%L, %L)', (select lease from again),
    (select jsonb_agg(jsonb_build_object('starts', '2027-03-01'::timestamp + n * interval '10 min',
        'ends', '2027-03-01'::timestamp + n * interval '10 min' + interval '5 min'))
        from generate_series(1, 2001) n)),
    'intake.error.busy_too_many', 'more than 2,000 stretches are refused by the database too');
select duty_test.take((select lease from again), '[
    {"starts": "2027-03-02T22:00:00", "ends": "2027-03-03T06:00:00"},
    {"starts": "2027-03-01T09:00:00", "ends": "2027-03-01T12:00:00"}]') \g /dev/null
select duty_test.same(duty_test.times(), array[
    '["2027-03-01 02:00:00+00","2027-03-01 05:00:00+00")',
    '["2027-03-02 15:00:00+00","2027-03-02 23:00:00+00")'], 'what has changed is replaced');
select duty_test.same((select array_agg(k.x = t.xmin::text) from kept k
        join duty.busy_time t using (during)), array[true], 'and what has not is left alone');
select duty_test.refused(format('select duty.busy_take(%L, '''', '''', ''{}'')', (select lease from lease)),
    'error.conflict', 'a lease serves once');

-- ---- who ----
create function duty_test.seen(p_login text, p_action text) returns text language plpgsql as $$
declare
    v text;
begin
    reset role;
    perform duty_test.sign_in(p_login, p_action);
    select format('%s %s', (select count(*) from duty.busy_source), (select count(*) from duty.busy_time))
        into v;
    reset role;
    return v;
end $$;
select duty_test.same(duty_test.seen(login, action), expected, 'what is known to ' || login)
    from (values ('bong.sung', 'me.read', '3 2'), ('hoa.sen', 'me.read', '0 0'),
        ('dieuphoi', 'people.read', '0 2'), ('giamdoc', 'people.read', '0 2'),
        ('thuky.kv1', 'today.read', '0 0'), ('truc.cqdt', 'today.read', '0 0')) v(login, action, expected);
select duty_test.sign_in('bong.sung', 'me.read');
select duty_test.refused($$select url from duty.busy_source$$,
    'permission denied for table busy_source', 'not even its owner''s page can read the address');
reset role;

-- ---- what it is for ----
select duty_test.sign_in('dieuphoi', 'roster.draft');
select duty.roster_problem('2027-03') as problem \gset
select duty_test.same((select array_agg(distinct (r ->> 'weight')::integer)
        from jsonb_array_elements(:'problem'::jsonb -> 'requests') r), array[-4],
    'a busy hour asks for its shifts to fall to others, by the rule busy.weight');
select duty_test.same((select array_agg(distinct (r ->> 'provider')::bigint)
        from jsonb_array_elements(:'problem'::jsonb -> 'requests') r),
    array[(select provider_id from duty.busy_time limit 1)], 'for nobody but its owner');
select duty_test.same((select array_agg((r ->> 'shift')::bigint order by (r ->> 'shift')::bigint)
        from jsonb_array_elements(:'problem'::jsonb -> 'requests') r),
    (select array_agg(shift_id order by shift_id) from duty.shift s where s.needed > 0
        and exists (select from duty.busy_time b where b.during && s.during)),
    'and for exactly the shifts it touches');
select duty_test.same((select count(*) filter (where x ->> 'key' = 'busy')
        from duty.shift s join duty.duty_post d using (center_id, post_id),
            jsonb_array_elements(duty.substitutes_reasons(s, d, jsonb_build_object('provider',
                (select provider_id from duty.busy_time limit 1)))) x
        where s.duty_day between '2027-03-01' and '2027-03-05'),
    (select count(*) from duty.shift s join duty.duty_post d using (center_id, post_id)
        where s.duty_day between '2027-03-01' and '2027-03-05'
            and exists (select from duty.busy_time b where b.during && s.during)),
    'a ranking of substitutes says that somebody is busy, and no more');
reset role;

-- ---- a calendar that is too large ----
select duty_test.move('2 hours');
create temp table visit as select x ->> 'lease' as lease, x ->> 'source_id' as id
    from jsonb_array_elements(duty_test.claim()) x limit 1;
grant select on visit to public;
set local role duty_jobs;
select duty.busy_settle(lease, '{"answer": "refused",
    "reason": {"key": "intake.error.too_large", "value": "16 MiB"}}') from visit \g /dev/null
reset role;
select duty_test.sign_in('bong.sung', 'me.read');
select duty_test.same((select x #>> '{reason,key}' from visit,
        jsonb_array_elements(duty.page_me_busy() -> 'sources') x where x ->> 'busy_id' = id),
    'source.answer.too_large', 'its owner reads how large one may be');
reset role;

-- ---- taken back ----
select duty_test.sign_in('bong.sung', 'me.write');
select duty.busy_remove(busy_id::text) from (select busy_id from duty.busy_source) x \g /dev/null
reset role;
select duty_test.same(duty_test.times(), '{}'::text[], 'with the calendars go their times');
select duty_test.same((select jsonb_agg(distinct data) from duty.audit where action like 'busy.%'),
    '[{}]'::jsonb, 'the record says that it was done, not which calendar');
rollback;
