-- Demand: kinds of days, recurrence, demand that follows the hearing list, and custody without a gap.
\ir lib/duty_test.sql
\ir lib/hearing.sql
-- The form is sent twice: to look, and with the mark of what was shown.
create function duty_test.sure(p_call text, p_form jsonb) returns jsonb language plpgsql as $$
declare
    v jsonb;
begin
    execute p_call into v using p_form;
    if v -> 'page' is not null then
        execute p_call into v using p_form || jsonb_build_object('seen', v #> '{page,preview,seen}');
    end if;
    return v;
end $$;
create function duty_test.look(p_call text, p_form jsonb) returns jsonb language plpgsql as $$
declare
    v jsonb;
begin
    execute p_call into v using p_form;
    return v #> '{page,preview}';
end $$;
create function duty_test.post(p_name text) returns bigint language sql as $$
    select post_id from duty.duty_post where name = p_name
        and center_id = (select min(center_id) from duty.center)
$$;
create function duty_test.days(p_post text, p_from date, p_to date) returns text language sql as $$
    select string_agg(distinct to_char(duty_day, 'MM-DD'), ' ' order by to_char(duty_day, 'MM-DD'))
    from duty.demand_shifts(p_from, p_to) where post_id = duty_test.post(p_post)
$$;

begin;
-- The swapped Saturday: 22 August 2026, worked for Monday 31 August.
update duty.clock set shift = '2026-08-03 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty_test.same(duty.day_type('2026-08-22') || ' ' || duty.day_type('2026-08-31'),
    'working_saturday swapped_day_off',
    'the swapped Saturday is worked, its Monday is off');
select duty_test.same(duty_test.days('Trực điện thoại Tòa án thành phố', '2026-08-20', '2026-09-03'),
    '08-20 08-21 08-22 08-24 08-25 08-26 08-27 08-28 09-03',
    'a court''s telephone is stood on the worked Saturday, and not on its Monday nor on National Day');
select duty_test.same(duty_test.days('Trực tại Tòa án khu vực 7', '2026-08-17', '2026-09-05'), '08-18 08-25',
    'a Tuesday duty falls out on a holiday');
select duty_test.same(duty_test.days('Trực tại Tòa án khu vực 1', '2026-08-24', '2026-09-05'),
    '08-24 08-26 08-29 08-30 09-05',
    'a Monday duty does not happen on the swapped Monday; weekend courts sit in August and September');
select duty_test.same(duty_test.days('Trực tại Tòa án khu vực 1', '2026-08-17', '2026-08-23'),
    '08-17 08-19 08-22 08-23',
    'it happens on the Saturday worked for it');
select duty_test.same((select string_agg(to_char(starts, 'DD HH24'), ' ' order by starts)
        from duty.demand_shifts('2026-08-22', '2026-08-22')
        where post_id = duty_test.post('Trực tại Tòa án khu vực 1')
            and points = 100), '22 07', 'as the Monday duty it is, not as a weekend court');
select duty_test.same(duty_test.days('Trực tại Tòa án khu vực 5', '2026-09-20', '2026-10-31'),
    '09-20 09-22 09-24 09-26 09-27 09-29 10-01 10-06 10-08 10-13 10-15 10-20 10-22 10-27 10-29',
    'weekend courts end with September');
select duty_test.same((select string_agg(distinct to_char(duty_day, 'DD') || point_kind, ' ')
        from duty.demand_shifts('2026-08-21', '2026-08-31') where duty_day in ('2026-08-22', '2026-08-31')
            and post_id = duty_test.post('Trực điều tra Cần Thơ')), '22day 22night 31holiday',
    'points on the worked Saturday are ordinary, on its Monday a holiday''s');

-- Tết 2027: its break is announced; until then only the first day is computed.
reset role;
update duty.clock set shift = '2027-01-15 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
create temporary table feb as select duty.roster_shifts('2027-02-01') as roster;
select duty_test.same((select jsonb_build_object('n', x -> 'new', 'g', x -> 'gone', 'c', x -> 'changed')
    from jsonb_array_elements(duty_test.look('select duty.calendar_put($1)',
        '{"from": "2027-02-05", "to": "2027-02-11",
        "type": "holiday", "name": "Tết Nguyên đán", "is_tet": "1", "legal_basis": "Thông báo 1/TB-VPCP"}')
        -> 'rosters') x), '{"c": 84, "g": 22, "n": 0}',
    'before the calendar is saved it says which shifts would go and which would count otherwise');
select duty_test.same(duty.day_type('2027-02-08'), 'work', 'and nothing has changed yet');
select duty_test.sure('select duty.calendar_put($1)', '{"from": "2027-02-05", "to": "2027-02-11",
        "type": "holiday", "name": "Tết Nguyên đán", "is_tet": "1", "legal_basis": "Thông báo 1/TB-VPCP"}');
select duty_test.same(string_agg(distinct to_char(s.duty_day, 'DD') || s.point_kind, ' '),
    '01day 01night 02day 02night 03day 03night 04day 04night 05tet 06tet 07tet 08tet 09tet 10tet 11tet 12day 12night',
    'the week before Tết is ordinary, Tết counts as Tết') from duty.shift s, feb
    where s.roster_id = roster and s.duty_day between '2027-02-01' and '2027-02-12';
select duty_test.same(string_agg(distinct d.kind, ' '), 'custody_phone', 'custody alone is stood through Tết')
    from duty.shift s join duty.duty_post d using (center_id, post_id), feb
    where s.roster_id = roster and s.duty_day between '2027-02-05' and '2027-02-11';
select duty_test.same((select string_agg((x ->> 'dom') || (x ->> 'type'), ' ' order by (x ->> 'dom')::integer)
    from jsonb_array_elements(duty.roster_days('2027-02-01')) x where (x ->> 'dom')::integer in (4, 5, 12)),
    '4work 5holiday 12work', 'the roster''s head says the same');
select duty_test.same(duty.page_today('2027-02-09') ->> 'holiday_name', 'Tết Nguyên đán',
    'and so does the day''s page');
select duty_test.same(action || ' ' || (data #>> '{after,0,legal_basis}'), 'calendar.day Thông báo 1/TB-VPCP',
    'who changed the calendar by what authority is on record') from duty.audit order by seq desc limit 1;
select duty_test.sign_in('.dieuphoi', 'demand.write');
select duty_test.same(duty.day_type('2027-02-08'), 'work', 'the neighbour''s calendar is its own');
reset role;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty_test.sure('select duty.calendar_put($1)', '{"from": "2027-02-11", "type": "national"}');
select duty_test.same(string_agg(distinct s.point_kind, ' '), 'day night',
    'a day given back to the national calendar is ordinary again') from duty.shift s, feb
    where s.roster_id = roster and s.duty_day = '2027-02-11';
select duty_test.sure('select duty.calendar_put($1)', '{"from": "2027-03-13", "type": "working_saturday",
    "works_for": "2027-03-15", "name": "Làm bù", "legal_basis": "QĐ 2"}');
select duty_test.same(duty.day_type('2027-03-13') || ' ' || duty.day_type('2027-03-15'),
    'working_saturday swapped_day_off',
    'a worked Saturday brings its day off with it');
select duty_test.refused($$select duty.calendar_put('{"from": "2027-03-10", "type": "working_saturday", "name": "x",
    "legal_basis": "y"}')$$, 'error.calendar.weekday', 'a Wednesday cannot be a worked Saturday');
select duty_test.refused($$select duty.calendar_put('{"from": "2027-01-10", "type": "holiday", "name": "x",
    "legal_basis": "y"}')$$, 'error.demand.past', 'the past is not changed');
select duty_test.refused($$select duty.calendar_put('{"from": "2027-03-10", "type": "holiday", "name": "x"}')$$,
    'error.field.required', 'a day has its legal basis');

-- Wall times stay wall times where clocks change.
reset role;
update duty.center set zone = 'Europe/Berlin' where center_id = (select min(center_id) from duty.center);
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty_test.same(string_agg(to_char(starts, 'MM-DD HH24:MI') || ' '
        || extract(epoch from upper(during) - lower(during)) / 3600, ', ' order by starts),
    '03-26 19:00 12.0000000000000000, 03-27 19:00 11.0000000000000000, 10-30 19:00 13.0000000000000000',
    'a night over the change of clocks is eleven hours long, or thirteen')
    from (select * from duty.demand_shifts('2027-03-26', '2027-03-27') union
          select * from duty.demand_shifts('2027-10-30', '2027-10-30')) x
    where post_id = duty_test.post('Trực điều tra Cần Thơ') and role = 'main' and is_night;
select duty_test.same(count(*), 0::bigint, 'and leaves no gap') from (
    select * from duty.custody_lines('2027-03-01', '2027-03-31') union all
    select * from duty.custody_lines('2027-10-01', '2027-10-31')) l
    where serves - asked <> '{}';
reset role;
update duty.center set zone = 'Asia/Ho_Chi_Minh';

-- Demand that follows the hearing list: one for each begun four cases of an afternoon.
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
create function pg_temp.afternoon() returns integer language sql as $$
    select max(needed) from duty.shift where post_id = duty_test.post('Trực tại Tòa án khu vực 9')
        and starts = '2027-03-09 13:30'
$$;
create function pg_temp.hearings(p_first integer, p_last integer, p_state text) returns void language sql as $$
    select duty_test.save((select hearing_id from duty.hearing join duty.legal_case l using (center_id, case_id)
            where l.code = 'V' || n), '2027-03-09', '14:00', p_code => 'V' || n, p_state => p_state,
            p_provider => null,
        p_court => (select org_id from duty.duty_post where post_id = duty_test.post('Trực tại Tòa án khu vực 9')))
    from generate_series(p_first, p_last) n
$$;
create temporary table mar as select duty.roster_shifts('2027-03-01') as roster;
select duty_test.same(pg_temp.afternoon(), null, 'no case, no shift');
select pg_temp.hearings(1, 1, 'scheduled');
select duty_test.same(pg_temp.afternoon(), 1, 'the first case brings the shift into the draft');
select pg_temp.hearings(2, 4, 'scheduled');
select duty_test.same(pg_temp.afternoon(), 1, 'one is enough for four cases');
select pg_temp.hearings(5, 5, 'scheduled');
select duty_test.same(pg_temp.afternoon(), 2, 'the fifth needs a second');
select duty_test.save(null, '2027-03-09', '08:00', p_code => 'V9', p_court => (select org_id from duty.duty_post
    where post_id = duty_test.post('Trực tại Tòa án khu vực 9')));
select duty_test.same(pg_temp.afternoon(), 2, 'a case of the morning does not count in the afternoon');
select pg_temp.hearings(2, 5, 'cancelled');
select duty_test.same(pg_temp.afternoon(), 1, 'cancelled ones do not count');
reset role;
update duty.roster set version = 1 where roster_id = (select roster from mar);
update duty.clock set shift = '2027-03-01 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select pg_temp.hearings(2, 5, 'scheduled');
select duty_test.same((select (x ->> 'missing')::integer from jsonb_array_elements(duty.today_gaps('2027-03-01')) x
    where x ->> 'starts' = '2027-03-09T13:30'), 2, 'in a published month it is a gap on today''s page');
select pg_temp.hearings(1, 5, 'cancelled');
select duty_test.ok(coalesce(pg_temp.afternoon(), 0) = 0, 'when the list empties nobody is needed');
reset role;
update duty.clock set shift = '2027-01-15 02:00+00'::timestamptz - now();
delete from duty.session;
update duty.roster set version = 0 where roster_id = (select roster from mar);
-- A clerk sees only the own court, yet counts for nobody else: another court's demand stays.
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select pg_temp.hearings(1, 1, 'scheduled');
reset role;
select duty_test.sign_in(duty_test.account('clerk'), 'hearing.write');
select duty_test.save(null, '2027-03-09', p_code => 'C1');
reset role;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty_test.same(pg_temp.afternoon(), 1, 'a clerk''s hearing leaves another court''s demand alone');

-- A rule ends in mid-month; a custody post then has a gap, and says so before and after.
create temporary table rule as select rule_id from duty.demand_rule
    where post_id = duty_test.post('Trực điều tra Cần Thơ') and role = 'main' and starts = '07:00';
select duty_test.same((select count(*) from duty.custody_gaps(roster, true) where why = 'demand'), 0::bigint,
    'rules that meet leave no gap') from mar;
select duty_test.same((select jsonb_array_length(x -> 'gaps') from jsonb_array_elements(duty_test.look(
        format('select duty.demand_rule_end(%L, $1)', rule_id), '{"last": "2027-03-29"}') -> 'rosters') x
        where x ->> 'month' = '2027-03'), 2, 'ending a custody rule shows the gaps it would leave') from rule;
select duty_test.sure(format('select duty.demand_rule_end(%L, $1)', rule_id), '{"last": "2027-03-29"}') from rule;
select duty_test.same((select string_agg(during::text, ' ' order by during) from duty.custody_gaps(roster, true)
        where why = 'demand'),
    '["2027-03-30 00:00:00+00","2027-03-30 12:00:00+00") ["2027-03-31 00:00:00+00","2027-03-31 12:00:00+00")',
    'each uncovered minute by design is told') from mar;
select duty_test.same(max(duty_day), '2027-03-29', 'the draft has no shift after the rule''s last day')
    from duty.shift, mar where roster_id = roster and post_id = duty_test.post('Trực điều tra Cần Thơ')
        and role = 'main' and starts::time = '07:00';
select duty_test.same(p ->> 'minutes', '1440', 'and the page of demand counts them')
    from jsonb_array_elements(duty.page_demand('2027-03') -> 'posts')
        p where p ->> 'name' = 'Trực điều tra Cần Thơ';
select duty_test.same((select string_agg(distinct why, ' ') from duty.custody_gaps(roster, true)
        where post_id = duty_test.post('Trực điều tra Sóc Trăng')), 'staffing',
    'a post with rules and without people lacks people') from mar;
select duty_test.same((select sum(extract(epoch from upper(during) - lower(during)) / 3600)::integer
        from duty.custody_gaps(roster, true) where why = 'staffing'
            and post_id = duty_test.post('Trực điều tra Sóc Trăng')), 31 * 24, 'for every hour of the month')
            from mar;
reset role;
insert into duty.draft_assignment (center_id, roster_id, shift_id, provider_id, during, reason)
    select s.center_id, s.roster_id, s.shift_id, duty_test.one(), s.during, '{}' from duty.shift s, mar
    where s.roster_id = roster and s.post_id = duty_test.post('Trực điều tra Sóc Trăng') and s.role = 'main'
        and s.duty_day = '2027-03-10';
insert into duty.draft_assignment (center_id, roster_id, shift_id, provider_id, during, reason)
    select s.center_id, s.roster_id, s.shift_id, (select two from duty_test.fixed), s.during,
        '{}' from duty.shift s, mar
    where s.roster_id = roster and s.post_id = duty_test.post('Trực điều tra Sóc Trăng') and s.role = 'backup'
        and s.duty_day = '2027-03-11';
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty_test.same((select string_agg(during::text, ' ' order by during) from duty.custody_gaps(roster, true)
        where why = 'staffing' and post_id = duty_test.post('Trực điều tra Sóc Trăng')),
    '["2027-03-01 00:00:00+00","2027-03-10 00:00:00+00") ["2027-03-11 00:00:00+00","2027-04-01 00:00:00+00")',
    'who stands it in the draft closes it, a backup does not') from mar;
select duty_test.same((select count(*) from duty.custody_gaps(roster, false) where why = 'staffing'
        and post_id = duty_test.post('Trực điều tra Sóc Trăng')), 1::bigint, 'as published nobody stands it yet')
        from mar;

-- Rules: forms, versions, what is used is never deleted.
create function pg_temp.form(p_more jsonb) returns jsonb language sql as $$
    select '{"role": "main", "starts": "17:00", "ends": "20:00", "repeat": "daily", "t_work": "1", "needed": "1",
        "points": "100", "priority": "5", "from": "2027-03-01"}'::jsonb || p_more
$$;
create temporary table new as select (duty_test.sure(format('select duty.demand_rule_put('''', %L, $1, null)',
    duty_test.post('Đường dây nóng tư vấn')), pg_temp.form('{}')) ->> 'rule_id')::bigint as rule_id;
select duty_test.same(count(*), 22::bigint, 'a new rule makes its shifts at once in months that are there')
    from duty.shift, mar where roster_id = roster and starts::time = '17:00';
select duty_test.sure(format('select duty.demand_rule_put(%L, '''', $1, null)', rule_id),
    pg_temp.form('{"from": "2027-03-16", "needed": "2"}')) from new;
select duty_test.same(string_agg(valid::text || needed, ' ' order by valid),
    '[2027-03-01,2027-03-16)1 [2027-03-16,)2', 'a change begins on its day, what was before stays')
        from duty.demand_rule
    where post_id = duty_test.post('Đường dây nóng tư vấn') and starts = '17:00';
select duty_test.same(string_agg(n || ':' || c, ' ' order by n), '1:10 2:12', 'in the shifts too') from (
    select needed as n, count(*) as c from duty.shift, mar where roster_id = roster
        and starts::time = '17:00' group by 1) x;
select duty_test.refused(format($$select duty.demand_rule_put('', %L, pg_temp.form('{"per_cases": "3"}'), null)$$,
    duty_test.post('Đường dây nóng tư vấn')), 'error.demand.no_court', 'only a court''s post can follow its cases');
select duty_test.refused(format($$select duty.demand_rule_put('', %L, pg_temp.form('{"t_work": "0"}'), null)$$,
    duty_test.post('Đường dây nóng tư vấn')), 'error.field.required', 'a rule names its kinds of days');
reset role;
update duty.roster set version = 1 where roster_id = (select roster from mar);
update duty.clock set shift = '2027-03-20 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty_test.refused(format($$select duty.demand_rule_end(%L, '{"last": "2027-03-05"}')$$, max(rule_id)),
    'error.demand.past', 'what has been stood cannot be ended in the past') from duty.demand_rule
    where post_id = duty_test.post('Đường dây nóng tư vấn') and starts = '17:00';
select duty_test.same(duty_test.sure(format('select duty.demand_post_end(%L, $1)',
    duty_test.post('Đường dây nóng tư vấn')),
    '{"last": "2027-03-25"}') ? 'post_id', true, 'a post ends');
select duty_test.same(max(duty_day), '2027-03-25', 'and asks for nothing after its last day')
    from duty.shift, mar where roster_id = roster and post_id = duty_test.post('Đường dây nóng tư vấn')
        and needed > 0;
select duty_test.refused(format($$select duty.demand_post_put(%L, '{"name": "Khác", "kind": "custody_phone"}')$$,
    duty_test.post('Đường dây nóng tư vấn')), 'error.demand.used', 'a post with duties keeps its kind');
rollback;

-- A published duty on a day that becomes a holiday: it leaves the draft and waits to be taken back; the
-- points of one that stays move to the right account.
begin;
update duty.clock set shift = '2027-02-20 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
create temporary table mar as select duty.roster_shifts('2027-03-01') as roster;
create temporary table two as
    select (select shift_id from duty.shift join duty.duty_post using (center_id, post_id)
        where kind = 'court_phone'
            and duty_day = '2027-03-10' order by shift_id limit 1) as court,
        (select shift_id from duty.shift join duty.duty_post using (center_id, post_id) where kind = 'custody_phone'
            and role = 'main' and duty_day = '2027-03-10' and not is_night order by shift_id limit 1) as custody;
reset role;
insert into duty.draft_assignment (center_id, roster_id, shift_id, provider_id, during, reason)
    select s.center_id, s.roster_id, s.shift_id, case when s.shift_id = t.court then f.one else f.two end,
        s.during, '{}'
    from duty.shift s, two t, duty_test.fixed f where s.shift_id in (t.court, t.custody);
select duty_test.sign_in(duty_test.account('coordinator'), 'demand.write');
select duty.roster_issue(roster, '', jsonb_build_object('removed', '[]'::jsonb, 'added', jsonb_build_array(
    jsonb_build_object('shift', t.court, 'provider', f.one), jsonb_build_object('shift', t.custody, 'provider',
        f.two))),
    'Thử') from mar, two t, duty_test.fixed f;
select duty_test.same(duty.calendar_put('{"from": "2027-03-10", "type": "holiday", "name": "Lễ", "legal_basis": "QĐ"}')
    #>> '{page,preview,rosters,0,taken_back}', '1', 'the calendar says how many published duties it takes back');
select duty_test.sure('select duty.calendar_put($1)',
    '{"from": "2027-03-10", "type": "holiday", "name": "Lễ", "legal_basis": "QĐ"}');
select duty_test.same(needed, 0, 'a published court duty on the new holiday is needed no more') from duty.shift, two
    where shift_id = court;
select duty_test.same(change, 'removed', 'it waits to be taken back by the next publication') from mar, two,
    lateral duty.roster_diff(roster) d where d.shift_id = court;
select duty_test.same(state, 'published', 'and until then stays as people know it') from duty.assignment, two
    where shift_id = court;
select duty_test.same(s.point_kind || ' ' || string_agg(distinct e.point_kind, ' ')
        || ' ' || (sum(e.points) = s.points), 'holiday holiday true',
    'the points of a custody duty that stays move to the holidays'' account')
    from duty.shift s join two on s.shift_id = custody join duty.assignment a using (center_id, shift_id)
    join duty.ledger_entry e using (center_id, assignment_id)
    where e.entry_id not in (select reverses from duty.ledger_entry where reverses is not null)
        and e.reverses is null
    group by s.point_kind, s.points;
select duty_test.same((select count(*) from jsonb_array_elements(duty.roster_problem('2027-03') -> 'shifts') x, two
    where (x ->> 'id')::bigint = court), 0::bigint, 'the engine is not asked to fill it');
rollback;

-- A court that is renamed keeps its demand: its post was made for the old number.
begin;
update duty.clock set shift = '2027-03-01 02:00+00'::timestamptz - now();
delete from duty.session;
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.write');
select duty_test.save(null, '2027-05-12', p_code => '901/2027/TLST-HS');
create temporary table was as select duty_test.own_court() as old, duty.listed_cases(duty_test.own_court(),
    '2027-05-12', '2027-05-13') as n, 0::bigint as later;
select duty_test.sign_in(duty_test.account('administrator'), 'people.write');
update was set later = (duty.org_change(old::text, 'rename', '2027-05-01', 'Tòa án nhân dân khu vực đổi tên', '',
    '', '') ->> 'org_id')::bigint;
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.write');
select duty_test.save(null, '2027-05-12', p_code => '902/2027/TLST-HS', p_provider => (select two from duty_test.fixed),
    p_court => later) from was;
select duty_test.same(duty.listed_cases(old, '2027-05-12', '2027-05-13'), n + 1,
    'a post made for a court follows the cases listed under its new name') from was;
select duty_test.same(duty.listed_cases(later, '2027-05-12', '2027-05-13'), n + 1,
    'and one made for the new name those under the old') from was;
rollback;
