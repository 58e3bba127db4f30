-- The fairness ledger: what goes in, what is taken back, who reads it, and what is fair.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-20 02:00+00'::timestamptz - now();
insert into duty.calendar_day (day, type, name, is_tet, status) values ('2027-03-12', 'holiday', 'Ngày lễ', false,
    'law') on conflict (day) do nothing;

-- A newcomer, who is here from the tenth of March.
insert into duty.person (center_id, full_name) values (1, 'Người Mới Đến');
insert into duty.provider (center_id, person_id, class, home_place, first_day)
    select 1, person_id, 'officer', (select min(place_id) from duty.place), '2027-03-10' from duty.person
    where full_name = 'Người Mới Đến';
insert into duty.credential (center_id, provider_id, kind, number, valid)
    select 1, provider_id, 'officer_card', 'OF-MOI', '[2027-03-10,)' from duty.provider
    where first_day = '2027-03-10';
create function duty_test.new() returns bigint language sql as $$
    select provider_id from duty.provider where first_day = '2027-03-10'
$$;
create function duty_test.two() returns bigint language sql as $$ select two from duty_test.fixed $$;

select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
create temporary table p as select duty.roster_problem('2027-03') as p;
create temporary table r as select roster_id from duty.roster where lower(period) = '2027-03-01';
create temporary table mean as
    select point_kind, sum(excess) / sum(share) * 100 as full_load from r cross join lateral
        duty.ledger_excess(roster_id) x join duty.provider p using (provider_id)
    where class <> 'collaborator' and exists (select from duty.ledger_month m
        where m.provider_id = p.provider_id) and provider_id in (select l.provider_id
            from duty.ledger_load('2027-03-01', '2027-04-01') l)
    group by 1;
select duty_test.ok(bool_and(abs(x.excess - m.full_load) <= 1) and count(*) = 5,
    'a newcomer starts at the average of every kind')
    from r cross join lateral duty.ledger_excess(roster_id) x join mean m using (point_kind)
    where x.provider_id = duty_test.new();
create temporary table away as select point_kind, points / loads * 100 * 9 as fair from (
    select s.point_kind, sum(s.points * s.needed)::numeric as points, bool_or(d.kind = 'hotline') as advises
    from duty.shift s join duty.duty_post d using (center_id, post_id), r where s.roster_id = r.roster_id
    group by 1) d cross join lateral (select sum(load) as loads
        from duty.ledger_load('2027-03-01', '2027-04-01') where d.advises or not is_adviser) l;
select duty_test.ok(bool_and(abs((l.ledger ->> a.point_kind)::numeric - m.full_load - a.fair) <= 1),
    'and counts as if the days before had been borne, so that nobody is flooded')
    from r cross join lateral duty.roster_problem_ledger(roster_id) l, away a join mean m using (point_kind)
    where l.provider_id = duty_test.new();

-- What is published goes in: the duty, and the way to a court far from home.
create temporary table pick as
    select shift_id, (select provider_id from duty.provider p where class = 'officer' and home_place <> d.place_id
            and provider_id not in (duty_test.two(), duty_test.new()) order by provider_id limit 1) as provider_id,
            'far' as what
        from duty.shift s join duty.duty_post d using (center_id, post_id)
        where s.duty_day = '2027-03-03' and d.kind = 'court_onsite' and s.skills = '{}' limit 1;
insert into pick select shift_id, duty_test.two(), 'night' from duty.shift where duty_day = '2027-03-02'
    and is_night and role = 'main' order by shift_id limit 1;
insert into pick select shift_id, duty_test.new(), 'new' from duty.shift where duty_day = '2027-03-22'
    and is_night and role = 'main' order by shift_id limit 1;
create function pg_temp.solution(p_what text[]) returns jsonb language sql as $$
    select jsonb_build_object('seed', 7, 'penalty', 1, 'bound', 0, 'uncovered', '[]'::jsonb, 'assignments',
        jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id, 'reason', '{}'::jsonb)))
    from pick where what = any (p_what)
$$;
create function pg_temp.publish(p_what text[]) returns jsonb language plpgsql as $$
declare
    v_version text;
begin
    select version::text into v_version from duty.roster, r where roster.roster_id = r.roster_id;
    perform duty.roster_draft_save('2027-03', '7', repeat('a', 64), pg_temp.solution(p_what));
    return duty.roster_publish('2027-03', '', v_version, 'Thử nghiệm');
end $$;
create function pg_temp.sum_of(p_what text) returns text language sql as $$
    select coalesce(string_agg(format('%s %s/%s', point_kind, points, n), ' ' order by point_kind), '')
    from (select e.point_kind, sum(e.points) as points, count(*) as n from duty.ledger_entry e
          join duty.assignment a using (center_id, assignment_id) join pick using (shift_id)
          where a.provider_id = pick.provider_id and pick.what = p_what group by 1) x
$$;
select pg_temp.publish(array['far', 'night', 'new']);
select duty_test.same(pg_temp.sum_of('night'), 'night 160/1', 'a published night duty is in the account');
select duty_test.same(pg_temp.sum_of('far'), format('day 100/1 travel %s/1', round(2 * duty.travel_minutes(p.home_place,
    d.place_id, '2027-03-03') * 20 / 60.0)), 'a duty at a court also with the way there and back')
    from pick join duty.shift s using (shift_id) join duty.duty_post d using (center_id, post_id)
    join duty.provider p on p.provider_id = pick.provider_id where what = 'far';
select duty_test.same(count(*), 5::bigint, 'the newcomer''s start stands in the account')
    from duty.ledger_entry where provider_id = duty_test.new() and cause = 'newcomer' and assignment_id is null;
select duty_test.ok(bool_and(abs(x.excess - m.full_load) <= 1), 'and drawing the month again starts from the same')
    from r cross join lateral duty.ledger_excess(roster_id) x join mean m using (point_kind)
    where x.provider_id = duty_test.new();

-- What is taken back stays to be seen, and counts no more.
select pg_temp.publish(array['far', 'new']);
select duty_test.same(pg_temp.sum_of('night'), 'night 0/2', 'a withdrawn duty counts nothing, its entries stay');
select duty_test.same(string_agg(e ->> 'points' || ' ' || (e ->> 'is_back') || ' ' || (e ->> 'is_gone'), ', '
    order by (e ->> 'entry_id')::bigint), '160 false true, -160 true false',
    'the account says what was taken back by which entry')
    from jsonb_array_elements(duty.points_entries(duty_test.two(), '2027-03-01', '2027-04-01')) e
    where e ->> 'cause' = 'duty';
select pg_temp.publish(array['far', 'night', 'new']);
select duty_test.same(pg_temp.sum_of('night'), 'night 160/3', 'published again, it counts again');
select pg_temp.publish(array['night', 'new']);
select duty_test.same(pg_temp.sum_of('far'), 'day 0/2 travel ' || split_part(pg_temp.sum_of('far'), ' ', 4),
    'the way is taken back with the duty');
select duty_test.ok(pg_temp.sum_of('far') like 'day 0/2 travel 0/2', 'all of it');
select duty_test.same(count(*), 0::bigint, 'the sums of the months are the sums of the entries') from (
    select provider_id, month, point_kind, sum(points), coalesce(sum(points) filter (where cause <> 'newcomer'), 0)
        from duty.ledger_entry group by 1, 2, 3
    except select provider_id, month, point_kind, points, counted from duty.ledger_month) x;

-- Somebody who comes when the month is out already: a duty taken over does not make them owe the rest.
reset role;
insert into duty.person (center_id, full_name) values (1, 'Người Đến Sau');
insert into duty.provider (center_id, person_id, class, first_day)
    select 1, person_id, 'officer', '2027-03-05' from duty.person where full_name = 'Người Đến Sau';
insert into duty.credential (center_id, provider_id, kind, number, valid)
    select 1, provider_id, 'officer_card', 'OF-SAU', '[2027-03-05,)' from duty.provider
    where first_day = '2027-03-05';
insert into pick select shift_id, (select provider_id from duty.provider where first_day = '2027-03-05'), 'late'
    from duty.shift where duty_day = '2027-03-23' and is_night and role = 'main' order by shift_id limit 1;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select pg_temp.publish(array['night', 'new', 'late']);
select duty_test.same(pg_temp.sum_of('late'), 'night 160/1', 'who comes later gets the points of a duty taken over');
select duty_test.same(count(*), 0::bigint, 'and owes nothing of the month that was out already')
    from duty.ledger_account('2027-03-01', '2027-04-01') join pick using (provider_id)
    where what = 'late' and fair <> 0;
create temporary table april as select duty.roster_problem('2027-04') as p;
select duty_test.ok(abs(x.excess - (select sum(o.excess) / sum(q.share) * 100 from duty.ledger_excess(x.roster_id) o
        join duty.provider q using (provider_id) where o.point_kind = 'night' and q.class <> 'collaborator'
            and o.start is null and q.provider_id in (select l.provider_id
                from duty.ledger_load('2027-04-01', '2027-05-01') l))) <= 1,
    'the next month opens them at the average')
    from (select r.roster_id, x.* from duty.roster r cross join lateral duty.ledger_excess(r.roster_id) x
          where lower(r.period) = '2027-04-01') x join pick using (provider_id)
    where what = 'late' and point_kind = 'night';
select pg_temp.publish(array['night', 'new']);

-- Calls.
create function pg_temp.call(p_calls text, p_minutes text, p_what text default 'night') returns jsonb
language sql as $$
    select duty.call_note(pick.provider_id::text, a.assignment_id::text, p_calls, p_minutes)
    from duty.assignment a join pick using (shift_id, provider_id) where what = p_what
$$;
select duty_test.refused($$select pg_temp.call('2', '30')$$, 'error.call.early', 'calls are not noted before the duty');
reset role;
update duty.clock set shift = '2027-03-05 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.call('2', '30');
select duty_test.same(pg_temp.sum_of('night'), 'call 20/1 night 160/3', 'two calls of half an hour are 20 points');
select pg_temp.call('2', '30');
select pg_temp.call('4', '60');
select duty_test.same(pg_temp.sum_of('night'), 'call 40/5 night 160/3', 'noted again, they replace what was noted');
select duty_test.same(count(*), 1::bigint, 'and are recorded once') from duty.duty_call;
select pg_temp.call('0', '');
select duty_test.same(pg_temp.sum_of('night'), 'call 0/6 night 160/3', 'no calls, no points');
select pg_temp.call('3', '');
select duty_test.refused($$select pg_temp.call('0', '5')$$, 'error.call.minutes', 'minutes without calls are refused');
select duty_test.refused($$select pg_temp.call('-1', '')$$, 'error.field.number', 'less than none, too');
select pg_temp.publish(array['new']);
select duty_test.ok(pg_temp.sum_of('night') like 'call 0/% night 0/4', 'calls go when the duty is taken back');
select pg_temp.publish(array['night', 'new']);
select duty_test.ok(pg_temp.sum_of('night') like 'call 15/% night 160/5', 'and come back with it');
select duty_test.same(data ->> 'calls', '3', 'who noted calls is on record') from duty.audit
    where action = 'call.note' order by seq desc limit 1;

-- Corrections.
select duty_test.refused(format($$select duty.ledger_correct('%s', 'night', '50', '', '')$$, duty_test.two()),
    'error.field.required', 'a correction needs its reason');
select duty_test.refused(format($$select duty.ledger_correct('%s', 'night', '0', '', 'x')$$, duty_test.two()),
    'error.points.zero', 'and points');
select duty_test.refused(format($$select duty.ledger_correct('%s', 'night', '5', '2027-03-06', 'x')$$, duty_test.two()),
    'error.points.future', 'and a day that has come');
select duty_test.refused(format($$select duty.ledger_correct('%s', 'lunch', '5', '', 'x')$$, duty_test.two()),
    'error.field.choice', 'and a kind there is');
select duty_test.refused($$select duty.ledger_correct('999999', 'night', '5', '', 'x')$$,
    'error.not_found', 'and somebody');
select duty.ledger_correct(duty_test.two()::text, 'night', '-60', '', 'Đổi ca không qua hệ thống');
select duty_test.same(e ->> 'points' || ' ' || (e ->> 'reason') || ' ' || (e ->> 'by'),
    '-60 Đổi ca không qua hệ thống Người Điều Phối Mẫu', 'the account says why, and by whom')
    from jsonb_array_elements(duty.points_entries(duty_test.two(), '2027-03-01', '2027-04-01')) e
    where e ->> 'cause' = 'correction';
select duty_test.same(data ->> 'reason', 'Đổi ca không qua hệ thống', 'so does the record') from duty.audit
    where action = 'ledger.correct';

-- Entries are for ever, and there once.
select duty_test.refused($$update duty.ledger_entry set points = 0$$, '42501', 'nobody changes an entry');
select duty_test.refused($$delete from duty.ledger_entry$$, '42501', 'nor removes one');
select duty_test.refused($$update duty.ledger_month set points = 0$$, '42501', 'nor a sum');
select duty_test.refused($$insert into duty.ledger_entry (center_id, provider_id, assignment_id, cause, point_kind,
        points, on_day, made_at) select center_id, provider_id, assignment_id, cause, point_kind, points, on_day,
        made_at from duty.ledger_entry where cause = 'duty' and points > 0 order by entry_id desc limit 1$$,
    'error.ledger.twice', 'a duty''s points are not there twice');
select duty_test.refused($$insert into duty.ledger_entry (center_id, provider_id, assignment_id, cause, point_kind,
        points, on_day, reverses, made_at) select center_id, provider_id, assignment_id, cause, point_kind,
        1 - points, on_day, entry_id, made_at from duty.ledger_entry e where cause = 'duty' and points > 0
        order by entry_id desc limit 1$$, 'error.ledger.mirror', 'what takes back is the mirror of what it takes back');
select duty_test.refused($$insert into duty.ledger_entry (center_id, provider_id, assignment_id, cause, point_kind,
        points, on_day, reverses, made_at) select center_id, provider_id, assignment_id, cause, point_kind, -points,
        on_day, entry_id, made_at from duty.ledger_entry where entry_id in (select reverses from duty.ledger_entry)
        order by entry_id desc limit 1$$,
    'ledger_reversed_once', 'and takes it back once');
reset role;
select duty_test.refused($$update duty.ledger_entry set points = 0$$, 'constraint.immutable',
    'not even the database''s owner changes one');
select duty_test.refused($$truncate duty.ledger_entry$$, 'constraint.immutable', 'or all at once');

-- Who reads what.
select duty_test.sign_in((select login from duty.account a join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.two()), 'points.read');
select duty_test.same(array_agg(distinct provider_id), array[duty_test.two()], 'a provider reads the own entries alone')
    from duty.ledger_entry;
select duty_test.same(array_agg(distinct provider_id), array[duty_test.two()], 'and sums') from duty.ledger_month;
select duty_test.same(count(*), 0::bigint, 'nobody else''s account') from duty.ledger_own(duty_test.one(), null, null);
select duty_test.refused(format($$select duty.page_point_entries('%s', '')$$, duty_test.one()), 'error.not_found',
    'another''s page does not exist');
select duty_test.ok(k ->> 'lowest' < '0' and (k ->> 'highest')::integer > 0
    and (k ->> 'lowest')::integer <= (k ->> 'balance')::integer
    and (k ->> 'highest')::integer >= (k ->> 'balance')::integer, 'the own page says where the group stands')
    from jsonb_array_elements(duty.page_points('', '', '', '', '') #> '{account,kinds}') k
    where k ->> 'point_kind' = 'night';
select duty_test.ok(duty.page_points('', '', '', '', '') ->> 'people' is null
    and position('Người Mới Đến' in duty.page_points('', '', '', '', '')::text) = 0, 'without names');
select duty_test.same(array_agg(distinct row ->> 0), array[(select name from duty.staff()
    where provider_id = duty_test.two())], 'the file has the own rows alone')
    from unnest(array['entries', 'balances']) what,
        jsonb_array_elements(duty.points_export(what, '2027-01', '2027-03') -> 'rows') row;
select duty_test.refused($$select pg_temp.call('3', '', 'new')$$, 'error.not_found',
    'nobody notes another''s calls');
reset role;
update duty.clock set shift = '2027-03-25 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in((select login from duty.account a join duty.provider p using (center_id, person_id)
    where p.provider_id = duty_test.two()), 'me.write');
select duty_test.refused($$select pg_temp.call('9', '')$$, 'error.call.late', 'calls are not noted weeks later');
select duty_test.sign_in(duty_test.account('clerk'), 'today.read');
select duty_test.same(count(*), 0::bigint, 'a court reads no points') from duty.ledger_entry;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select pg_temp.call('9', '');
select duty_test.ok(pg_temp.sum_of('night') like 'call 45/%', 'except by the coordinator');
select duty_test.same(count(distinct row ->> 0) || ' ' || count(distinct row ->> 2), '44 7',
    'who leads gets everybody who was here, and every kind')
    from jsonb_array_elements(duty.points_export('balances', '2027-01', '2027-03') -> 'rows') row;
select duty_test.same(duty.page_points('night', '2027-01', '2027-03', '-points', '') #>> '{people,0,points}',
    max(points)::text, 'and a table in the order asked for')
    from duty.points_table('night', '2027-01-01', '2027-04-01') where class <> 'collaborator';

-- What is fair: shares over time, and long leave.
create function pg_temp.load(p_month date) returns integer language sql as $$
    select load from duty.ledger_load(p_month, (p_month + interval '1 month')::date) where provider_id = duty_test.one()
$$;
create temporary table fair as select fair from duty.ledger_account('2026-01-01', '2027-03-01')
    where provider_id = duty_test.one() and point_kind = 'night';
select duty.share_save(duty_test.one()::text, '60', '2027-03-16');
select duty_test.same(pg_temp.load('2027-02-01') || ' ' || pg_temp.load('2027-03-01') || ' '
    || pg_temp.load('2027-04-01'), '2800 2460 1800', 'a share counts from its day on');
select duty_test.same(a.fair, f.fair, 'and what was fair before stays fair') from fair f,
    duty.ledger_account('2026-01-01', '2027-03-01') a
    where a.provider_id = duty_test.one() and a.point_kind = 'night';
select duty_test.same(share, 60, 'the person''s share is the newest') from duty.provider
    where provider_id = duty_test.one();
select duty_test.refused(format($$select duty.share_save('%s', '0', '')$$, duty_test.one()), 'error.field.number',
    'a share is 1 to 100 percent');
reset role;
update duty.provider set share = 80 where provider_id = duty_test.one();
select duty_test.same(string_agg(share || ' ' || valid::text, ', ' order by valid),
    '100 (,2027-03-16), 60 [2027-03-16,2027-03-25), 80 [2027-03-25,)',
    'a share changed without a day counts from today')
    from duty.provider_share where provider_id = duty_test.one();
insert into duty.absence (center_id, provider_id, during, kind) select 1, duty_test.one(), d::tstzrange, 'leave'
    from unnest(array['[2027-05-01 00:00+07,2027-05-31 00:00+07)']) d;
select duty_test.same(pg_temp.load('2027-05-01'), 31 * 80, 'thirty days of leave are everybody''s yearly leave');
insert into duty.absence (center_id, provider_id, during, kind) select 1, duty_test.one(), d::tstzrange, 'sick'
    from unnest(array['[2027-05-31 00:00+07,2027-06-05 00:00+07)']) d;
select duty_test.same(pg_temp.load('2027-05-01'), null, 'a day more, and long leave bears nothing');
select duty_test.same(pg_temp.load('2027-06-01'), 26 * 80, 'leave that touches is one leave');
insert into duty.absence (center_id, provider_id, during, kind, state) select 1, duty_test.one(), d::tstzrange,
    'leave', 'asked' from unnest(array['[2027-07-01 00:00+07,2027-09-01 00:00+07)']) d;
select duty_test.same(pg_temp.load('2027-08-01'), 31 * 80, 'leave that is only asked for is none yet');
select duty_test.ok(abs(sum(a.points) - sum(a.fair)) < 0.01, 'what is fair adds up to what was borne')
    from duty.ledger_account('2026-01-01', '2028-01-01') a join duty.provider p using (provider_id)
    where p.class <> 'collaborator' and a.point_kind = 'weekend' and not exists (select from duty.ledger_entry e
        where e.provider_id = a.provider_id and e.cause = 'newcomer');
rollback;
