-- Swaps and hand-overs: what may happen to a duty, what the database refuses, and who is told.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-20 02:00+00'::timestamptz - now();
create table duty_test.who as select row_number() over (order by p.class = 'collaborator', p.provider_id) as n,
    p.provider_id, a.login, p.person_id
    from duty.provider p join duty.account a using (center_id, person_id)
    where p.class in ('officer', 'collaborator') and p.center_id = (select min(center_id) from duty.center);
grant select on duty_test.who to public;
create function duty_test.who(p_n bigint) returns bigint language sql as
    $$ select provider_id from duty_test.who where n = p_n $$;
-- Somebody signs in: a number, or the coordinator.
create function duty_test.be(p_n bigint default 0) returns void language sql as $$
    select duty_test.sign_in(
        coalesce((select login from duty_test.who where n = p_n), duty_test.account('coordinator')),
        case p_n when 0 then 'swap.approve' else 'swap.write' end)
$$;
-- The custody duty of Cần Thơ of a day in March, by role and hour.
create function duty_test.shift(p_day integer, p_role text default 'main', p_hour integer default 7) returns bigint
language sql as $$
    select s.shift_id from duty.shift s join duty.duty_post d using (center_id, post_id)
    where d.name = 'Trực điều tra Cần Thơ' and s.role = p_role and s.duty_day = make_date(2027, 3, p_day)
        and extract(hour from s.starts) = p_hour
$$;
create function duty_test.duty(p_n bigint, p_day integer, p_role text default 'main', p_hour integer default 7)
    returns bigint language sql as $$
    select assignment_id from duty.assignment where provider_id = duty_test.who(p_n)
        and shift_id = duty_test.shift(p_day, p_role, p_hour)
$$;
create function duty_test.roster() returns bigint language sql as $$
    select roster_id from duty.roster where center_id = (select min(center_id) from duty.center)
        and lower(period) = '2027-03-01'
$$;
create function duty_test.ask(p_duty bigint, p_to bigint default null, p_kind text default 'give',
    p_back bigint default null, p_time text default '', p_agreed text default '') returns bigint language sql as $$
    select (duty.swap_ask(p_duty::text, p_kind, p_to::text, p_back::text, p_time, 'chuyện riêng', p_agreed)
        ->> 'swap_id')::bigint
$$;
create function duty_test.state(p_swap bigint) returns text language sql as $$
    select state from duty.swap where swap_id = p_swap
$$;
-- Who stands a shift.
create function duty_test.stands(p_shift bigint) returns bigint[] language sql as $$
    select array_agg(w.n order by w.n) from duty.assignment a join duty_test.who w using (provider_id)
    where a.shift_id = p_shift and a.state = 'published'
$$;
-- What the outbox got for a swap, in order: template, person's number or office, channel.
create function duty_test.told(p_swap bigint) returns text language sql as $$
    select string_agg(split_part(template, '.', 2) || ':' || coalesce(w.n::text, 'office') || ':' || channel, ' '
        order by split_part(dedupe_key, ':', 3)::integer, w.n nulls last, channel)
    from duty.notice left join duty_test.who w using (person_id)
    where dedupe_key like 'swap:' || p_swap || ':%' and template <> 'swap.open'
$$;
create function duty_test.points(p_duty bigint) returns bigint language sql as $$
    select coalesce(sum(points), 0) from duty.ledger_entry where assignment_id = p_duty
$$;
create function duty_test.move(p_at timestamptz) returns void language plpgsql as $$
begin
    reset role;
    delete from duty.session;
    update duty.clock set shift = p_at - now();
end $$;

select duty_test.be(0);
create temporary table p as select duty.roster_problem('2027-03') as p;
create temporary table drawn as
    select duty_test.shift(d, r, h) as shift, duty_test.who(n) as provider
    from (values (2, 'main', 7, 1), (2, 'backup', 7, 2), (2, 'main', 19, 3), (4, 'main', 7, 4), (9, 'main', 7, 5),
        (10, 'main', 7, 6), (11, 'main', 7, 1), (16, 'main', 7, 2), (17, 'main', 19, 3)) x(d, r, h, n);
select duty.draft_apply(duty_test.roster(), 'draft', '[]', (select jsonb_agg(jsonb_build_object('shift', shift,
    'provider', provider, 'reason', '{"decided": "fairness", "eligible": 4}'::jsonb)) from drawn));
select duty.roster_issue(duty_test.roster(), 'Tháng 3', jsonb_build_object('removed', '[]'::jsonb, 'added',
    (select jsonb_agg(jsonb_build_object('shift', shift, 'provider', provider)) from drawn)), 'lịch mẫu');
delete from duty.session;
commit;

-- Only the moves of the table are possible.
begin;
select duty_test.be(1);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2)) as id;
reset role;
select duty_test.same((select string_agg(before || '>' || after, ' ' order by before, after) from duty.swap_moves()),
    'asked>expired asked>refused asked>superseded asked>taken asked>withdrawn taken>approved taken>asked '
    || 'taken>expired taken>refused taken>superseded taken>withdrawn', 'a swap moves as its table says');
select duty_test.refused('update duty.swap set state = ''approved'', ended_at = now()', 'error.swap.state',
    'what nobody took is not approved');
update duty.swap set state = 'refused', ended_at = duty.now();
select duty_test.refused(format('update duty.swap set state = %L, ended_at = %s', x, case x when 'asked' then 'null'
    when 'taken' then 'null' else 'now()' end), 'error.swap.state', 'refused is an end: not ' || x)
    from unnest(array['asked', 'taken', 'approved', 'withdrawn', 'expired', 'superseded']) x;
select duty_test.refused('update duty.swap set provider_id = 2', 'error.swap.state', 'nor is it another''s');
select duty_test.refused('delete from duty.swap', 'constraint.immutable', 'a swap is never deleted');
select duty_test.refused('update duty.swap_step set note = ''''', 'constraint.immutable', 'nor its steps changed');
rollback;

-- An approval without the change of duty does not last, and one that comes too late is none.
begin;
select duty_test.be(1);
create temporary table s as select duty_test.ask(duty_test.duty(1, 2)) as id;
update duty.swap set state = 'taken', taker_id = duty_test.who(5), taken_at = duty.now();
select duty_test.refused('update duty.swap set taker_id = duty_test.who(6)', 'error.swap.state',
    'who took it is not exchanged for another');
select duty_test.refused('update duty.swap set expires_at = ''2060-01-01''', 'error.swap.state',
    'nor is its time prolonged');
create function pg_temp.approve() returns void language plpgsql as $$
begin
    update duty.swap set state = 'approved', ended_at = duty.now();
    set constraints all immediate;
end $$;
select duty_test.refused('select pg_temp.approve()', 'error.swap.state',
    'a swap is not approved while the duty is still its owner''s');
select duty_test.move('2027-03-02 13:00+00');
select duty_test.be(1);
select duty_test.refused('update duty.swap set state = ''approved'', ended_at = duty.now()', 'error.swap.late',
    'nor when its time is over');
rollback;

-- Give away, from asking to the published roster.
begin;
select duty_test.be(1);
select duty_test.refused(format('select duty_test.ask(%s)', duty_test.duty(2, 2, 'backup')), 'error.not_found',
    'another''s duty is not one''s to offer');
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2)) as id;
create temporary table ranked as select c.provider_id, row_number() over () as n
    from duty.swap w, duty.swap_candidates(w) c where w.swap_id = (select id from s);
reset role;
with b as (insert into duty.busy_source (center_id, provider_id, slot, url, shown, created_at, next_at)
    select min(center_id), (select provider_id from ranked where n = 1), 1, 'https://lich.vn/x.ics', 'lich.vn',
        duty.now(), duty.now() from duty.center returning *)
insert into duty.busy_time (center_id, provider_id, busy_id, during)
    select center_id, provider_id, busy_id, '[2027-01-01,2028-01-01)' from b;
select duty_test.be(1);
select duty_test.same((select array_agg(c.provider_id) from duty.swap w, duty.swap_candidates(w) c
        where w.swap_id = (select id from s)), (select array_agg(provider_id order by n) from ranked),
    'the order in which colleagues are offered it says nothing of own calendars');
select duty_test.refused(format('select duty_test.ask(%s)', duty_test.duty(1, 2)), 'swap_once',
    'a duty is offered once at a time');
select duty_test.ok(count(*) > 10 and bool_and(channel = 'mail' and person_id <> (select person_id
    from duty_test.who where n = 1)), 'an open offer goes by mail to those who could take it')
    from duty.notice where template = 'swap.open';
select duty_test.ok(bool_and(params::text not like '%riêng%'), 'the note is in no message') from duty.notice
    where template like 'swap.%';
select duty_test.be(2);
select duty_test.same(jsonb_array_length(duty.page_swaps() -> 'offers'), 0,
    'who stands the backup of it does not see the offer');
select duty_test.refused(format('select duty.swap_take(%L, %L)', (select id from s), ''), 'error.not_found',
    'and cannot take it');
select duty_test.be(21);
select duty_test.same(jsonb_array_length(duty.page_swaps() -> 'offers'), 0, 'a collaborator sees no custody duty');
select duty_test.be(5);
select duty_test.same(duty.page_swaps() #>> '{offers,0,week,adds}', '100', 'who could sees what it does to the week');
select duty_test.refused(format('select duty.swap_approve(%L, %L)', (select id from s), ''), 'error.swap.state',
    'what is not taken is not approved');
select duty.swap_take((select id from s)::text, '');
select duty_test.same(duty_test.state((select id from s)), 'taken', 'it is taken');
select duty_test.same(duty_test.stands(duty_test.shift(2)), array[1::bigint],
    'and stays with its owner until it is approved');
select duty_test.same(duty_test.told((select id from s)), 'taken:1:mail taken:1:sms approve:office:mail',
    'the owner and the coordinator are told');
select duty_test.be(6);
select duty_test.refused(format('select duty.swap_take(%L, %L)', (select id from s), ''), 'error.not_found',
    'what is taken is on offer no more');
select duty_test.be(0);
select duty.feed_of('provider', duty_test.who(p)) from unnest(array[1, 5]) p;
create temporary table before as select provider_id, version from duty.feed;
select duty.swap_approve((select id from s)::text, 'đồng ý');
set constraints all immediate;
select duty_test.same(duty_test.state((select id from s)), 'approved', 'it is approved');
select duty_test.same(duty_test.stands(duty_test.shift(2)), array[5::bigint], 'the duty has changed hands');
select duty_test.same((select array_agg(provider_id) from duty.draft_assignment where shift_id = duty_test.shift(2)),
    array[duty_test.who(5)], 'in the draft, too');
select duty_test.ok(is_pinned, 'where the next drawing keeps it') from duty.draft_assignment
    where shift_id = duty_test.shift(2);
select duty_test.same((select version from duty.roster where roster_id = duty_test.roster()), 2,
    'it is one new version');
select duty_test.same(diff, jsonb_build_object('added',
    jsonb_build_array(jsonb_build_object('shift', duty_test.shift(2),
    'provider', duty_test.who(5))), 'removed', jsonb_build_array(jsonb_build_object('shift', duty_test.shift(2),
        'provider', duty_test.who(1)))), 'of exactly this change') from duty.roster_version
    where roster_id = duty_test.roster() and version = 2;
select duty_test.same(a.state || a.sequence, 'withdrawn1', 'it is cancelled to the one') from duty.assignment a
    where assignment_id = duty_test.duty(1, 2);
select duty_test.same(a.state || a.sequence, 'published0', 'and is new to the other') from duty.assignment a
    where assignment_id = duty_test.duty(5, 2);
select duty_test.same(duty_test.points(duty_test.duty(1, 2)) || '/' || duty_test.points(duty_test.duty(5, 2)), '0/100',
    'the points went along');
select duty_test.ok(bool_and(f.version > b.version), 'both calendars have a new version')
    from duty.feed f join before b using (provider_id);
select duty_test.same(count(*), 4::bigint, 'both are told by text and mail') from duty.notice
    where dedupe_key like 'roster:' || duty_test.roster() || ':2:%';
select duty_test.same(reason ->> 'decided' || (reason ->> 'swap') || (reason ->> 'from'), 'give'
    || (select id from s) || duty_test.who(1), 'why it is theirs is written down') from duty.assignment
    where assignment_id = duty_test.duty(5, 2);
select duty_test.same(string_agg(step || coalesce(':' || w.n, ''), ' ' order by t.n), 'asked taken approved',
    'every step is kept') from duty.swap_step t left join duty_test.who w on w.provider_id = behalf_of;
select duty_test.same(string_agg(action, ' ' order by seq), 'swap.asked swap.taken roster.publish swap.approved',
    'and in the record') from duty.audit
    where action like 'swap.%' or action = 'roster.publish' and data ->> 'version' = '2';
select duty_test.same(duty.audit_verify(duty.current_center()), null::bigint, 'whose chain is whole');
rollback;

-- To one person, and what may go wrong on the way.
begin;
select duty_test.be(1);
select duty_test.refused(format('select duty_test.ask(%s, %s)', duty_test.duty(1, 2), duty_test.who(2)),
    'barred.other', 'asking somebody who cannot says so, not why');
select duty_test.refused(format('select duty_test.ask(%s, %s)', duty_test.duty(1, 2), duty_test.who(1)),
    'error.field.choice', 'nobody asks themselves');
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2), duty_test.who(5)) as id;
select duty_test.same(duty_test.told((select id from s)), 'asked:5:mail asked:5:sms', 'the person asked is told');
select duty_test.be(6);
select duty_test.refused(format('select duty.page_swap(%L)', (select id from s)), 'error.not_found',
    'nobody else sees it');
select duty_test.be(5);
select duty.swap_take((select id from s)::text, '');
reset role;
insert into duty.absence (center_id, provider_id, during, kind, state)
    select center_id, provider_id, '[2027-03-01 17:00+00,2027-03-02 17:00+00)', 'sick', 'approved'
    from duty.provider where provider_id = duty_test.who(5);
select duty_test.be(0);
select duty_test.refused(format('select duty.swap_approve(%L, %L)', (select id from s), ''), 'barred.absence',
    'it is judged again when it is approved');
select duty_test.same(duty_test.state((select id from s)) || duty_test.stands(duty_test.shift(2))::text, 'taken{1}',
    'a refused approval changes nothing');
select duty_test.be(1);
select duty_test.refused(format('select duty.swap_leave(%L, %L, %L)', (select id from s), 'returned', ''),
    'error.forbidden', 'only the taker gives it back');
select duty_test.be(5);
select duty.swap_leave((select id from s)::text, 'returned', '');
select duty_test.same(duty_test.state((select id from s)), 'asked', 'who took it may step back');
select duty.swap_leave((select id from s)::text, 'refused', '');
select duty_test.same(duty_test.state((select id from s)), 'refused', 'or say no');
select duty_test.ok(duty_test.told((select id from s)) like '%ended:1:mail ended:1:sms', 'and the owner is told');
rollback;

-- The coordinator does every step for them.
begin;
select duty_test.be(0);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2)) as id;
select duty_test.same(duty.page_swap((select id from s)::text) #>> '{candidates,0,n}', '1',
    'the coordinator sees who is suited, in order');
select duty_test.ok(array_agg((c ->> 'value')::bigint) && array[duty_test.who(5)]
    and not array_agg((c ->> 'value')::bigint) && array[duty_test.who(2), duty_test.who(3), duty_test.who(21)],
    'and nobody who is not') from jsonb_array_elements(duty.page_swap((select id from s)::text) -> 'candidates') c;
select duty_test.refused(format('select duty.swap_take(%L, %L)', (select id from s), duty_test.who(2)),
    'barred.overlap', 'and is told why somebody cannot');
select duty.swap_take((select id from s)::text, duty_test.who(5)::text);
select duty.swap_approve((select id from s)::text, '');
select duty_test.same(string_agg(step || coalesce(':' || w.n, ''), ' ' order by t.n), 'asked:1 taken:5 approved',
    'for whom is written down') from duty.swap_step t left join duty_test.who w on w.provider_id = behalf_of;
select duty_test.same(duty_test.stands(duty_test.shift(2)), array[5::bigint], 'the duty has changed hands');
rollback;

-- An exchange: both duties in one version, or neither.
begin;
select duty_test.be(1);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2), null, 'exchange', duty_test.duty(5, 9)) as id;
select duty_test.refused(format('select duty_test.ask(%s, null, %L, %s)', duty_test.duty(1, 11), 'exchange',
    duty_test.duty(5, 9)), 'swap_back_once', 'a duty is given in return once at a time');
select duty_test.be(5);
select duty.swap_take((select id from s)::text, '');
select duty_test.be(0);
select duty.swap_approve((select id from s)::text, '');
select duty_test.same(duty_test.stands(duty_test.shift(2)) || duty_test.stands(duty_test.shift(9)), '{5,1}'::bigint[],
    'each stands the other''s');
set constraints all immediate;
select duty_test.same((select version from duty.roster where roster_id = duty_test.roster()), 2, 'in one version');
reset role;
insert into duty.absence (center_id, provider_id, during, kind, state)
    select center_id, provider_id, '[2027-03-09 17:00+00,2027-03-10 17:00+00)', 'leave', 'approved'
    from duty.provider where provider_id = duty_test.who(1);
select duty_test.be(1);
select duty_test.refused(format('select duty_test.ask(%s, null, %L, %s)', duty_test.duty(1, 11), 'exchange',
    duty_test.duty(6, 10)), 'barred.absence', 'no exchange for a duty one cannot stand');
rollback;

-- What each gives away is not counted against them.
begin;
select duty_test.be(0);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2), null, 'exchange', duty_test.duty(3, 2, 'main', 19),
    '', '1') as id;
select duty_test.same(duty_test.stands(duty_test.shift(2)) || duty_test.stands(duty_test.shift(2, 'main', 19)),
    '{3,1}'::bigint[], 'day for night of the same date can be exchanged');
rollback;

-- A publication that moves the duty ends the swap; so does time.
begin;
select duty_test.be(1);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2)) as id, duty_test.ask(duty_test.duty(1, 11)) as later;
select duty_test.be(0);
select duty.draft_apply(duty_test.roster(), 'edit', jsonb_build_array(jsonb_build_object('shift', duty_test.shift(2),
    'provider', duty_test.who(1))), jsonb_build_array(jsonb_build_object('shift', duty_test.shift(2), 'provider',
        duty_test.who(8), 'pinned', true, 'reason', '{"decided": "hand"}'::jsonb)));
select duty.roster_publish('2027-03', '', '1', null);
select duty_test.same(duty_test.state((select id from s)), 'superseded',
    'a new roster takes the duty: the swap has ended');
select duty_test.same(duty_test.state((select later from s)), 'asked', 'another duty''s is as it was');
select duty_test.same(duty_test.told((select id from s)), 'ended:1:mail ended:1:sms', 'the owner is told');
select duty_test.move('2027-03-10 13:00+00');
set local role duty_jobs;
select duty.clock_tick();
reset role;
select duty_test.same(duty_test.state((select later from s)), 'expired', 'an offer lapses when its time is over');
select duty_test.ok(duty_test.told((select later from s)) = 'ended:1:mail ended:1:sms',
    'and its owner knows that the duty is still theirs');
select duty_test.be(1);
select duty_test.refused(format('select duty_test.ask(%s)', duty_test.duty(1, 11)), 'error.swap.lead',
    'too late for a provider to offer it');
select duty_test.be(0);
select duty_test.same(duty_test.state(duty_test.ask(duty_test.duty(1, 11))), 'asked', 'not for the coordinator');
select duty_test.move('2027-03-11 02:00+00');
select duty_test.be(0);
select duty_test.refused(format('select duty_test.ask(%s)', duty_test.duty(1, 11)), 'error.swap.begun',
    'a duty that has begun can only be handed over');
select duty_test.move('2027-03-11 13:00+00');
select duty_test.be(0);
select duty_test.refused(format('select duty_test.ask(%s, null, %L)', duty_test.duty(1, 11), 'handover'),
    'error.swap.over', 'one that is over not even that');
rollback;

-- A hand-over in the afternoon: the duty is split.
begin;
select duty_test.move('2027-03-04 05:00+00');
select duty_test.be(0);
select duty_test.refused(format('select duty_test.ask(%s, %s, %L, null, %L)', duty_test.duty(4, 4), duty_test.who(7),
    'handover', '19:30'), 'error.swap.after', 'a hand-over is before the end');
select duty_test.refused(format('select duty_test.ask(%s, %s, %L, null, %L, %L)', duty_test.duty(4, 4),
    duty_test.who(21), 'handover', '14:20', '1'), 'barred.class', 'the rest is judged like any duty');
create temporary table s as
    select duty_test.ask(duty_test.duty(4, 4), duty_test.who(7), 'handover', null, '14:20', '1') as id;
set constraints all immediate;
select duty_test.same(string_agg(format('%s-%s %s', to_char(starts, 'HH24:MI'), to_char(ends, 'HH24:MI'), w.n), ', '
    order by starts), '07:00-14:20 4, 14:20-19:00 7', 'each keeps their part')
    from duty.shift join duty.assignment a using (center_id, shift_id) join duty_test.who w using (provider_id)
    where duty_day = '2027-03-04' and a.state = 'published';
select duty_test.same(string_agg(p::text, ' ' order by a), '60 40', 'the points go by the minutes, in steps of five')
    from (select assignment_id as a, sum(points) as p from duty.ledger_entry where on_day = '2027-03-04'
        group by 1) x;
select duty_test.same(string_agg(sequence::text, ' ' order by assignment_id), '1 0',
    'the calendar entry of the one grows shorter, the other''s is new') from duty.assignment
    join duty.shift using (center_id, shift_id) where duty_day = '2027-03-04';
select duty_test.same(count(*), 2::bigint, 'and so do their diaries') from duty.commitment c
    join duty.assignment a on a.assignment_id = c.ref_id and c.kind = 'duty'
    join duty.shift s on s.shift_id = a.shift_id where s.duty_day = '2027-03-04' and c.during = s.during;
select duty_test.same(duty_test.told((select id from s)), 'ended:4:mail ended:4:sms', 'who hands over is told once');
select duty_test.same(count(*), 2::bigint, 'who takes over is told by the publication') from duty.notice
    where dedupe_key like 'roster:' || duty_test.roster() || ':2:%';
create temporary table shifts as select count(*) as n from duty.shift;
select duty.roster_shifts('2027-03-01');
select duty_test.same((select count(*) from duty.shift), n, 'the demand does not ask for the duty again') from shifts;
reset role;
select duty_test.refused('update duty.shift set ends = ends - interval ''1 hour'' where shift_id in
    (select root_id from duty.handover)', 'constraint.handover_whole', 'no minute is lost between the parts');
select duty_test.refused('update duty.shift set points = points + 1
    where shift_id in (select rest_id from duty.handover)',
    'constraint.handover_whole', 'nor a point');
select duty_test.refused('delete from duty.handover', 'constraint.immutable', 'that it was handed over stays');
select duty_test.move('2027-03-04 07:19+00');
select duty_test.be(0);
select duty_test.same((select string_agg(b ->> 'name', ' ') from jsonb_array_elements(duty.board('2027-03-04', true)) b
    where b ->> 'provider_id' in (duty_test.who(4)::text, duty_test.who(7)::text)), (select name from duty.staff()
        where provider_id = duty_test.who(4)), 'until then the board shows the one');
select duty_test.move('2027-03-04 07:20+00');
select duty_test.be(0);
select duty_test.same((select string_agg(b ->> 'name', ' ') from jsonb_array_elements(duty.board('2027-03-04', true)) b
    where b ->> 'provider_id' in (duty_test.who(4)::text, duty_test.who(7)::text)), (select name from duty.staff()
        where provider_id = duty_test.who(7)), 'from then on the other');
set constraints all deferred;
create temporary table s2 as select duty_test.ask(duty_test.duty(7, 4, 'main', 14), duty_test.who(8), 'handover', null,
    '16:00', '1') as id;
set constraints all immediate;
select duty_test.same(string_agg(to_char(starts, 'HH24:MI') || ' ' || points, ', ' order by starts),
    '07:00 60, 14:20 15, 16:00 25', 'a part can be handed on') from duty.shift
    where post_id = (select post_id from duty.shift where shift_id = duty_test.shift(2)) and role = 'main'
        and duty_day = '2027-03-04' and starts < '2027-03-04 19:00';
select duty_test.refused('select duty.roster_unpublish(''2027-03'', ''3'', ''nhầm'')', 'error.handover.undo',
    'a hand-over is not taken back with its publication: nobody would stand the rest');
rollback;

-- Ill in the night, without the coordinator: handed over by the two alone.
begin;
select duty_test.move('2027-03-17 15:00+00');
select duty_test.be(3);
create temporary table s as
    select duty_test.ask(duty_test.duty(3, 17, 'main', 19), duty_test.who(9), 'handover') as id;
create temporary table shown as select s.xmin as version, jsonb_array_length(duty.swap_form(
    duty_test.duty(3, 17, 'main', 19)::text, '') -> 'candidates') as people from duty.shift s
    where shift_id = duty_test.shift(17, 'main', 19);
select duty_test.ok(people between 5 and 40, 'who could take the rest is judged, not everybody shown') from shown;
select duty_test.ok(s.xmin = version and s.starts = '2027-03-17 19:00', 'and asking who could changes nothing')
    from shown, duty.shift s where shift_id = duty_test.shift(17, 'main', 19);
select duty_test.same(duty.swap_sees(w), true, 'who could take the rest of a night sees it on offer')
    from duty.swap w, s where swap_id = id;
select duty_test.be(9);
select duty.swap_take((select id from s)::text, '');
set constraints all immediate;
select duty_test.same(current_setting('app.role'), 'provider', 'nobody''s role has grown');
reset role;
select duty_test.same(duty_test.state((select id from s)), 'approved', 'a hand-over needs no approval');
select duty_test.same(string_agg(to_char(s.starts, 'HH24:MI') || ' ' || w.n || ' ' || s.is_night || ' '
    || l.points, ', ' order by s.starts), '19:00 3 false 40, 22:00 9 true 120',
    'who stood the evening alone has no night duty, and the points are right in accounts they cannot read')
    from duty.shift s join duty.assignment a using (center_id, shift_id) join duty_test.who w using (provider_id)
    join lateral (select sum(points) as points from duty.ledger_entry where assignment_id = a.assignment_id) l on true
    where s.duty_day = '2027-03-17' and a.state = 'published';
rollback;

-- Handed over before it begins: all of it moves.
begin;
select duty_test.move('2027-03-01 23:50+00');
select duty_test.be(0);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2), duty_test.who(5), 'handover', null, '', '1') as id;
select duty_test.same(duty_test.stands(duty_test.shift(2)), array[5::bigint], 'about to begin: the whole duty moves');
select duty_test.same(count(*), 0::bigint, 'and nothing is split') from duty.handover;
rollback;

-- A draft under way that moves the duty, and what a colleague wishes.
begin;
select duty_test.be(5);
insert into duty.preference (center_id, provider_id, day, weight)
    values (duty.current_center(), duty_test.who(5), '2027-03-02', -2);
select duty_test.be(1);
select duty_test.same((select count(*) from duty.preference where provider_id = duty_test.who(5)), 0::bigint,
    'a provider reads no colleague''s wishes');
select duty_test.ok(jsonb_array_length(f) > 5 and f::text not like '%"rather_not": true%',
    'nor finds them beside who could take a duty')
    from (select duty.swap_form(duty_test.duty(1, 2)::text, '') -> 'candidates' as f) x;
create temporary table s as select duty_test.ask(duty_test.duty(1, 2), duty_test.who(5)) as id;
select duty_test.be(5);
select duty.swap_take((select id from s)::text, '');
select duty_test.be(0);
select duty_test.same((select count(*) from jsonb_array_elements(duty.swap_form(duty_test.duty(1, 2)::text, '')
    -> 'candidates') c where (c ->> 'rather_not')::boolean), 1::bigint, 'the coordinator does');
select duty.draft_apply(duty_test.roster(), 'edit', jsonb_build_array(jsonb_build_object('shift', duty_test.shift(2),
    'provider', duty_test.who(1))), '[]');
select duty_test.refused(format('select duty.swap_approve(%L, %L)', (select id from s), ''), 'error.swap.draft',
    'a draft that moves the duty has to be published or undone first, and the sentence says so');
rollback;

-- Without approval, by a dated rule.
begin;
update duty.rule set valid = '[2025-07-01,2027-03-10)' where key = 'swap.approval';
insert into duty.rule values ('swap.approval', 0, 'count', 'Quy chế trực mới', '[2027-03-10,)');
select duty_test.be(1);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2)) as old, duty_test.ask(duty_test.duty(1, 11)) as new;
select duty_test.be(9);
select duty.swap_take((select old from s)::text, ''), duty.swap_take((select new from s)::text, '');
select duty_test.same(duty_test.state(old) || ' ' || duty_test.state(new), 'taken approved',
    'whether approval is needed is a rule of the duty''s day') from s;
reset role;
select duty_test.same(duty_test.points(duty_test.duty(1, 11)) || '/' || duty_test.points(duty_test.duty(9, 11)),
    '0/100',
    'the points went along without the coordinator');
rollback;

-- The neighbour has none of it.
begin;
select duty_test.be(1);
create temporary table s as
    select duty_test.ask(duty_test.duty(1, 2)) as id;
grant select on s to public;
select duty_test.sign_in('.dieuphoi', 'swap.approve');
select duty_test.refused(format('select duty.page_swap(%L)', (select id from s)), 'error.not_found',
    'another Centre''s swap does not exist');
select duty_test.same((select count(*) from duty.swap), 0::bigint, 'nor any row of it');
rollback;
