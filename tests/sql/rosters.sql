-- Rosters: the problem, the draft, and versions that stay as published.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
insert into duty.calendar_day values ('2027-03-12', 'holiday', 'Ngày lễ', false, 'law'), ('2027-03-15', 'holiday',
    'Tết', true, 'law')
    on conflict (day) do update set type = excluded.type, is_tet = excluded.is_tet;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
create temporary table p as select duty.roster_problem('2027-03') as p;
create temporary view s as select s from p, jsonb_array_elements(p -> 'shifts') s;
select duty_test.same(p -> 'horizon', '{"start": "2027-03-01", "days": 31}'::jsonb, 'a month is a horizon') from p;
select duty_test.same(jsonb_array_length(duty.roster_problem('2027-03') -> 'shifts'),
    jsonb_array_length(p -> 'shifts'),
    'asking again makes no shift twice') from p;
select duty_test.ok(count(*) > 100 and count(*) = (select count(*) from duty.shift
    where duty_day between '2027-03-01' and '2027-03-31'),
    'every shift of the month is in the problem') from s;
select duty_test.ok(bool_and((s ->> 'end')::integer > (s ->> 'start')::integer),
    'times are minutes from the first midnight') from s;
select duty_test.same(count(*), 0::bigint, 'every backup is paired with its main') from s
    where s ->> 'role' = 'backup' and s ->> 'pair' is null;
select duty_test.ok(bool_and(case when is_night then extract(hour from starts) >= 17 else extract(hour
    from starts) < 17 end),
    'night duties are those with more than three hours between 22:00 and 06:00') from duty.shift
        where duty_day >= '2027-03-01';
select duty_test.same(string_agg(distinct duty_day || ' ' || point_kind, ', '),
    '2027-03-12 holiday, 2027-03-13 weekend, 2027-03-15 tet',
    'points count by the day: weekend, holiday, Tết') from duty.shift
        where duty_day in ('2027-03-12', '2027-03-13', '2027-03-15');
select duty_test.same(array_agg(distinct point_kind order by point_kind), array['day', 'night'],
    'and by the hour on an ordinary day')
    from duty.shift where duty_day = '2027-03-10';
select duty_test.same(count(*), 0::bigint, 'courts have no duty on a holiday') from duty.shift
    join duty.duty_post using (center_id, post_id)
    where duty_day = '2027-03-12' and kind like 'court%';

-- What the engine must know of people.
select duty_test.save(null, p_date => '2027-03-09');
reset role;
insert into duty.absence (center_id, provider_id, during, kind, state) select (select min(center_id)
    from duty.center), one,
    during::tstzrange, k, st
        from duty_test.fixed, (values ('leave', 'approved', '[2027-03-20 00:00+07,2027-03-22 00:00+07)'),
            ('other', 'asked', '[2027-03-24 00:00+07,2027-03-25 00:00+07)')) x(k, st, during);
-- Two joins when everybody else has an account.
alter table duty.ledger_entry disable trigger immutable;
delete from duty.ledger_entry where provider_id = (select two from duty_test.fixed);
delete from duty.ledger_month where provider_id = (select two from duty_test.fixed);
alter table duty.ledger_entry enable trigger immutable;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
update p set p = duty.roster_problem('2027-03');
create temporary view one as select q from p, jsonb_array_elements(p -> 'providers') q
    where (q ->> 'id')::bigint = duty_test.one();
select duty_test.same(array_agg(b ->> 'why' || ' ' || (b ->> 'start') || '-' || (b ->> 'end') order by b ->> 'start'),
    array['hearing 11970-12180', 'absence 27360-30240'],
        'approved absences and hearings make somebody busy, in local minutes')
    from one, jsonb_array_elements(q -> 'busy') b;
select duty_test.ok(b ->> 'place' is not null, 'a hearing is at its court''s place')
    from one, jsonb_array_elements(q -> 'busy') b where b ->> 'why' = 'hearing';
select duty_test.ok(abs((q #>> '{ledger,day}')::numeric - (select avg((o #>> '{ledger,day}')::numeric)
    from p, jsonb_array_elements(p -> 'providers') o where o ->> 'class' <> 'collaborator'
        and o ->> 'share' = '100')) < 20, 'a newcomer starts at the average')
    from p, jsonb_array_elements(p -> 'providers') q where (q ->> 'id')::bigint = (select two from duty_test.fixed);

-- A draft: two shifts for one person, one for another.
create temporary table pick as
    select row_number() over (order by starts) as n, shift_id, post_id, starts, ends, duty_day from duty.shift
        join duty.duty_post using (center_id, post_id)
    where duty_day in ('2027-03-02', '2027-03-05', '2027-03-08') and role = 'main' and kind = 'custody_phone'
    and not is_night
        and area_id = (select min(area_id) from duty.area);
create function pg_temp.solution(p_rows bigint[]) returns jsonb language sql as $$
    select jsonb_build_object('seed', 7, 'penalty', 1, 'bound', 0, 'uncovered', '[]'::jsonb, 'assignments',
        coalesce(jsonb_agg(jsonb_build_object(
        'shift', p_rows[i][1], 'provider', p_rows[i][2], 'reason', jsonb_build_object('decided', 'only', 'next',
            jsonb_build_array(jsonb_build_object('provider', duty_test.one(), 'more', 5))))), '[]'))
    from generate_subscripts(p_rows, 1) i
$$;
select duty_test.refused($$select duty.roster_draft_save('2027-03', '7', repeat('a', 64), pg_temp.solution(array[[0,
    duty_test.one()]]))$$, 'error.roster.solution', 'a draft with an unknown shift is refused');
select duty_test.refused(format($$select duty.roster_draft_save('2027-03', '7', repeat('a', 64),
    pg_temp.solution(array[[%s, 0]]))$$,
    shift_id), 'error.roster.solution',
    'so is one with an unknown person') from pick where n = 1;
select duty_test.refused(format($$select duty.roster_draft_save('2027-03', '7', repeat('a', 64),
    pg_temp.solution(array[[%s,
    duty_test.one()], [%s, duty_test.one()]]))$$, a.shift_id, b.shift_id),
    'draft_double_duty', 'nobody is drafted twice at once') from pick a
        join duty.shift b on a.n = 1 and b.starts = a.starts and b.shift_id <> a.shift_id limit 1;
select duty_test.refused($$select duty.roster_publish('2027-03', '', '0', 'Thử')$$, 'error.roster.no_draft',
    'without a draft there is nothing to publish');
create temporary view rows as select max(shift_id) filter (where n = 1) as a,
    max(shift_id) filter (where n = 2) as b, max(shift_id) filter (where n = 3) as c,
    max(f.one) as one, max(f.two) as two from pick, duty_test.fixed f;
select duty.roster_draft_save('2027-03', '7', repeat('a', 64),
    pg_temp.solution(array[[a, one], [b, one], [c, two]])) from rows;
select duty_test.same(reason #>> '{next,0,name}' is not null, true, 'the next in line are kept with their names')
    from duty.draft_assignment, rows where shift_id = a;
select duty_test.same(duty.page_roster('2027-03', '') ->> 'pending_added', '3',
    'the page counts what publishing would change');

-- Version 1.
select duty_test.same(duty.roster_publish('2027-03', 'Lần đầu', '0', 'Thử') - 'lists',
    '{"version": 1, "added": 3, "removed": 0, "told": 2}'::jsonb, 'the draft is published, everybody in it told');
select duty_test.same(array_agg(distinct template), array['roster.published'], 'as a published roster')
    from duty.notice where dedupe_key like 'roster:%';
select duty_test.same(params ->> 'count' || ' ' || jsonb_array_length(params -> 'first') || ' ' || (params
    #>> '{first,0,date}'), '2 2 2027-03-02',
    'with the number of duties and the first of them') from duty.notice
        join duty.provider using (center_id, person_id)
    where provider_id = duty_test.one() and channel = 'sms' and dedupe_key like 'roster:%';
select duty_test.same(count(*), 3::bigint, 'duties are in the diary') from duty.commitment
    where kind = 'duty' and during && '[2027-03-01,2027-04-01)';
select duty_test.same(sum(e.points), sum(s.points), 'points are in the account, no more and no less')
    from duty.ledger_entry e
    join duty.assignment a using (center_id, assignment_id) join duty.shift s using (center_id, shift_id)
    where s.duty_day >= '2027-03-01';
select duty_test.refused($$select duty.roster_publish('2027-03', '', '0', 'Thử')$$, 'error.roster.stale',
    'publishing from an old page is refused');
select duty_test.refused($$select duty.roster_publish('2027-03', '', '1', 'Thử')$$, 'error.roster.nothing_new',
    'publishing nothing new is refused');
select duty_test.same(uid, format('duty-%s-%s@dutyd', center_id, assignment_id), 'a duty has its name for life')
    from duty.assignment order by assignment_id desc limit 1;
select duty_test.same((select jsonb_object_agg(k, v) from jsonb_each(q -> 'ledger') x(k, v)), (select q2 -> 'ledger'
    from jsonb_array_elements(p.p -> 'providers') q2
    where q2 ->> 'id' = q ->> 'id'), 'drawing the month again does not count its own points twice')
    from p, jsonb_array_elements(duty.roster_problem('2027-03') -> 'providers') q
    where (q ->> 'id')::bigint = duty_test.one();
select duty_test.same(jsonb_array_length(duty.roster_problem('2027-03') -> 'published'), 3,
    'and the engine knows what is published');
select duty_test.same((select count(*) from jsonb_array_elements(duty.roster_problem('2027-04') -> 'providers') q,
    jsonb_array_elements(q -> 'busy') b
    where b ->> 'why' = 'duty'), 0::bigint, 'duties further than a week away do not concern the next month');

-- Version 2 takes one away and gives it to another; version 3 gives it back.
select duty.roster_draft_save('2027-03', '8', repeat('a', 64),
    pg_temp.solution(array[[a, one], [b, two], [c, two]])) from rows;
select duty_test.same(duty.roster_publish('2027-03', 'Đổi', '1', 'Thử') - 'lists',
    '{"version": 2, "added": 1, "removed": 1, "told": 2}'::jsonb, 'a change tells whom it concerns');
select duty_test.same(count(*), 2::bigint, 'as a changed roster') from duty.notice
    where template = 'roster.changed' and channel = 'sms';
select duty_test.same(state || ' ' || sequence, 'withdrawn 1', 'the old duty stays, withdrawn')
    from duty.assignment, rows where shift_id = b and provider_id = one;
select duty_test.same(count(*), 3::bigint, 'the diary follows') from duty.commitment
    where kind = 'duty' and during && '[2027-03-01,2027-04-01)';
select duty_test.same(count(*) filter (where reverses is null) - count(reverses), 3::bigint, 'so does the account')
    from duty.ledger_entry e
    join duty.assignment a using (center_id, assignment_id)
    join duty.shift s using (center_id, shift_id) where s.duty_day >= '2027-03-01';
select duty.roster_draft_save('2027-03', '9', repeat('a', 64),
    pg_temp.solution(array[[a, one], [b, one], [c, two]])) from rows;
select duty.roster_publish('2027-03', '', '2', 'Thử');
select duty_test.same(state || ' ' || sequence, 'published 2',
    'a duty that returns keeps its name, its sequence only rises')
    from duty.assignment, rows where shift_id = b and provider_id = one;

-- The record.
select duty_test.same(string_agg(v.version || ' ' || (v.hash = duty.version_hash(v, b.hash)), ', '
    order by v.version),
    '1 true, 2 true, 3 true', 'each version''s hash follows from its content and the one before')
    from duty.roster_version v left join duty.roster_version b on (b.center_id, b.roster_id,
    b.version) = (v.center_id, v.roster_id, v.version - 1)
    join duty.roster r on (r.center_id, r.roster_id) = (v.center_id, v.roster_id)
    where lower(r.period) = '2027-03-01';
reset role;
select duty_test.refused($$update duty.roster_version set note = 'x'$$, 'constraint.immutable',
    'a published version never changes');
select duty_test.refused($$delete from duty.roster_version$$, 'constraint.immutable', 'and never goes');
select duty_test.refused($$truncate duty.roster_version cascade$$, 'constraint.immutable', 'not even all at once');

-- A hearing meanwhile: the duty is refused, not doubled.
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.publish');
select duty_test.save(null, p_code => '77/2027', p_date => '2027-03-08', p_time => '08:00');
select duty.roster_draft_save('2027-03', '9', repeat('a', 64),
    pg_temp.solution(array[[a, one], [b, one], [c, one]])) from rows;
select duty_test.refused($$select duty.roster_publish('2027-03', '', '3', 'Thử')$$, 'error.duty.hearing',
    'a duty on top of a hearing is refused by name');
select duty_test.same(version, 3, 'and nothing is half published') from duty.roster
    where lower(period) = '2027-03-01';

-- An empty shift says by name how few are free for how many places; a draft says how it was made.
select duty.roster_draft_save('2027-03', '9', repeat('b', 64), pg_temp.solution(array[[a, one], [b, one]])
    || jsonb_build_object('engine', '1', 'uncovered', jsonb_build_array(jsonb_build_object('shift', c,
    'excluded', '{"busy": 2}'::jsonb, 'certificate', jsonb_build_object('shifts', jsonb_build_array(b, c),
    'providers', jsonb_build_array(one, two)))))) from rows;
create temporary view empty as select u from jsonb_array_elements(
    duty.page_roster('2027-03', '')::jsonb -> 'uncovered') u;
select duty_test.same(u -> 'certificate', jsonb_build_object('places', needed, 'free', 2, 'names', names),
    'two people for those places, by name')
    from rows join empty on (u ->> 'shift_id')::bigint = c,
    (select sum(needed) as needed from duty.shift join rows on shift_id in (b, c)) n,
    (select string_agg(name, ', ' order by name collate "vi-x-icu") as names
     from duty.staff() join rows on provider_id in (one, two)) t;
select duty_test.same(string_agg(distinct u ->> 'certificate', ' '), null, 'where the engine has none, none is shown')
    from rows join empty on (u ->> 'shift_id')::bigint <> c;
select duty_test.same(draft - 'uncovered', '{"seed": 9, "bound": 0, "engine": "1", "penalty": 1}'::jsonb
    || jsonb_build_object('problem_hash', repeat('b', 64)), 'with its seed, its bound and the hash of its problem')
    from duty.roster where lower(period) = '2027-03-01';

-- A hand-made choice outlives the next draft; a rule that goes takes its shifts along.
update duty.draft_assignment set is_pinned = true from rows where shift_id = a;
select duty.roster_draft_save('2027-03', '9', repeat('a', 64), pg_temp.solution(array[[b, one]])) from rows;
select duty_test.same(count(*), 1::bigint, 'a pinned duty stays in the draft') from duty.draft_assignment, rows
    where shift_id = a;
reset role;
update duty.demand_rule set valid = daterange(lower(valid), '2027-04-10');
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty.roster_problem('2027-04');
select duty_test.same(max(duty_day), '2027-04-09', 'shifts no rule asks for any more go') from duty.shift;

-- Why: for those who plan and lead.
select duty_test.same(duty.page_roster('2027-03', b::text) #>> '{why,assigned,0,decided}', 'only',
    'the page tells why a shift fell to whom') from rows;

-- A duty that has begun is history: a new draft leaves it with whoever stood it.
create temporary table begun as select a.shift_id, a.provider_id, min(lower(s.during)) over () as at
    from duty.assignment a join duty.shift s using (center_id, shift_id)
    where a.state = 'published' order by lower(s.during), a.shift_id;
reset role;
update duty.clock set shift = (select at from begun limit 1) - now() + interval '1 minute';
delete from duty.session; -- they ended long ago
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty_test.ok(bool_and(p @> jsonb_build_array(jsonb_build_object('shift', shift_id,
    'provider', provider_id))), 'a duty that has begun is pinned')
    from begun, (select duty.roster_problem('2027-03') -> 'pinned' as p) x
    where shift_id in (select shift_id from duty.shift s where lower(s.during) <= at);

-- What others see of a draft: nothing.
select duty_test.sign_in(duty_test.account('provider'), 'roster.read');
select duty_test.same(count(*) filter (where d ->> 'state' <> 'published'), 0::bigint,
    'a provider sees no draft')
    from json_array_elements(duty.page_roster('2027-03', '') -> 'people') x, json_array_elements(x -> 'cells') c,
    json_array_elements(c -> 'duties') d;
select duty_test.same(count(*), 3::bigint, 'but every duty published')
    from json_array_elements(duty.page_roster('2027-03', '') -> 'people') x, json_array_elements(x -> 'cells') c,
    json_array_elements(c -> 'duties') d;
select duty_test.same(duty.page_roster('2027-03', b::text) ->> 'why', null, 'and no reasons') from rows;
rollback;
