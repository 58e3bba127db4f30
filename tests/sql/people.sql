-- People's limits: papers by the day, absences and their reasons, wishes, conflicts of interest, and what
-- the engine is told of all of it.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
create table duty_test.who as select
    (select center_id from duty.center where code = 'cantho') as center,
    (select provider_id from duty.provider p join duty.account a using (center_id, person_id)
     where login = 'bong.sung') as officer,
    (select provider_id from duty.provider p join duty.account a using (center_id, person_id)
     where login = 'hoa.sen') as other,
    (select min(provider_id) from duty.provider where class = 'contract_lawyer') as lawyer,
    (select min(provider_id) from duty.provider where class = 'collaborator') as collaborator;
grant select on duty_test.who to public;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty.roster_problem('2027-03');
reset role;
create table duty_test.pick as
select (select roster_id from duty.roster where lower(period) = '2027-03-01') as roster,
    (select min(shift_id) from duty.shift join duty.duty_post using (center_id, post_id)
     where kind = 'custody_phone' and duty_day = '2027-03-10') as custody,
    (select min(shift_id) from duty.shift join duty.duty_post using (center_id, post_id)
     where kind = 'hotline' and duty_day = '2027-03-10') as hotline;
grant select on duty_test.pick to public;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');

-- A duty put into the draft by hand, at once undone when it works.
create function pg_temp.draft(p_shift bigint, p_provider bigint) returns text language plpgsql as $$
declare
    v_said text;
begin
    begin
        insert into duty.draft_assignment select center_id, roster_id, shift_id, p_provider, during, false, '{}'
            from duty.shift where shift_id = p_shift;
        raise exception 'fine';
    exception when others then
        get stacked diagnostics v_said = message_text;
    end;
    return v_said;
end $$;

-- Papers.
select duty_test.same(pg_temp.draft(custody, officer), 'fine', 'an officer with a card stands custody duty')
    from duty_test.pick, duty_test.who;
select duty_test.same(pg_temp.draft(custody, collaborator), 'error.duty.class',
    'the database refuses a collaborator on custody duty') from duty_test.pick, duty_test.who;
select duty_test.same(pg_temp.draft(min(shift_id), collaborator), 'error.duty.class',
    'and at a court') from duty.shift join duty.duty_post using (center_id, post_id), duty_test.who
    where kind like 'court%' group by collaborator;
select duty_test.same(pg_temp.draft(hotline, collaborator), 'fine', 'but not on the hotline')
    from duty_test.pick, duty_test.who where hotline is not null;
select duty.credential_save(lawyer::text, (select credential_id::text from duty.credential
    where provider_id = lawyer), 'HĐ-1', '2026-01-01', '2027-03-15') from duty_test.who;
select duty_test.same(string_agg(distinct pg_temp.draft(s.shift_id, lawyer), ' '), 'fine',
    'a contract holds to the end of its last day')
    from duty.shift s, duty_test.who where ends <= '2027-03-16' and starts >= '2027-03-01'
        and skills = '{}';
select duty_test.same(string_agg(distinct pg_temp.draft(s.shift_id, lawyer), ' '), 'error.duty.credential',
    'and no duty after it, nor one that reaches into the morning after')
    from duty.shift s, duty_test.who where ends > '2027-03-16 00:00' and duty_day < '2027-04-01';
select duty_test.ok(exists (select from duty.shift where starts < '2027-03-16' and ends > '2027-03-16'
    and duty_day = '2027-03-15'), 'there is such a night') ;
reset role;
select duty_test.refused(format($$insert into duty.assignment (center_id, shift_id, provider_id, uid, state,
    reason, changed_at) select center_id, shift_id, %s, 'x', 'published', '{}', duty.now() from duty.shift
    where duty_day = '2027-03-20' limit 1$$, lawyer), 'error.duty.credential',
    'it is refused as a published duty, too') from duty_test.who;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty_test.refused(format($$select duty.credential_save('%s', '', 'HĐ-2', '2027-03-10', '2027-12-31')$$,
    lawyer), 'error.credential.overlap', 'two contracts do not overlap') from duty_test.who;
select duty_test.refused(format($$select duty.credential_save('%s', '', 'HĐ-2', '2027-03-16', '2030-03-16')$$,
    lawyer), 'error.credential.too_long', 'a contract of three years and a day is refused') from duty_test.who;
select duty_test.refused(format($$select duty.credential_save('%s', '', 'HĐ-2', '2027-03-16', '')$$, lawyer),
    'error.credential.too_long', 'and one without an end') from duty_test.who;
select duty.credential_save(lawyer::text, '', 'HĐ-2', '2027-03-16', '2030-03-15') from duty_test.who;
select duty_test.same(string_agg(distinct pg_temp.draft(s.shift_id, lawyer), ' '), 'fine',
    'three years are allowed, and contracts that touch count as one')
    from duty.shift s, duty_test.who where starts >= '2027-03-01' and ends < '2027-04-01' and skills = '{}';
reset role;
create temporary table told as with done as (
    insert into duty.assignment (center_id, shift_id, provider_id, uid, state, reason, changed_at)
    select s.center_id, min(s.shift_id), lawyer, 'x-1', 'published', '{}', duty.now()
    from duty.shift s, duty_test.who where duty_day = '2027-03-20' and skills = '{}' group by 1, lawyer
    returning shift_id) select shift_id from done;
grant select on told to public;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty.credential_save(lawyer::text, credential_id::text, 'HĐ-2', '2027-03-16', '2027-03-18')
    from duty_test.who join duty.credential on provider_id = lawyer and number = 'HĐ-2';
select duty_test.same(jsonb_path_query_array(duty.provider_duties_left(lawyer), '$[*].shift_id'),
    jsonb_build_array(shift_id), 'what an early end leaves to others is listed') from duty_test.who, told;
select duty_test.same(pg_temp.draft(shift_id, lawyer), 'fine',
    'a draft may begin with what is published, so that it can be mended') from duty_test.who, told;
select duty_test.same(string_agg(distinct pg_temp.draft(s.shift_id, lawyer), ' '), 'error.duty.credential',
    'but give nothing else') from duty_test.who, duty.shift s
    where duty_day = '2027-03-20' and s.shift_id not in (select shift_id from told);
select duty.credential_save(lawyer::text, credential_id::text, 'HĐ-2', '2027-03-16', '2030-03-15')
    from duty_test.who join duty.credential on provider_id = lawyer and number = 'HĐ-2';
insert into duty.credential (center_id, provider_id, kind, number, valid)
    select center, lawyer, 'officer_card', 'OF-9', '[2030-03-16,)' from duty_test.who;
select duty_test.same(duty.credential_days(lawyer), '{[2026-01-01,2030-03-16)}'::datemultirange,
    'the card of another class does not count') from duty_test.who;
select duty.provider_save(lawyer::text, 'Luật sư A', 'contract_lawyer', branch_id::text, '', '100', '', '',
    '2026-01-01', '2027-03-05', 'vi') from duty_test.who join duty.provider on provider_id = lawyer;
select duty_test.same(string_agg(distinct pg_temp.draft(s.shift_id, lawyer), ' '), 'error.duty.credential',
    'after the last day with the Centre there is no duty')
    from duty.shift s, duty_test.who where starts >= '2027-03-06' and ends < '2027-04-01'
        and s.shift_id not in (select shift_id from told);
select duty_test.same(string_agg(state, ' '), 'valid', 'nobody who works to the last day needs a warning before')
    from duty.people_rows('2027-02-01'), duty_test.who where provider_id = officer;
select duty_test.ok(count(*) > 0, 'every change is on record, with what was before')
    from duty.audit where action = 'provider.save' and data -> 'last_day' = '[null, "2027-03-05"]';
select duty_test.refused(format($$select duty.provider_save('%s', 'A', 'officer', '1', '', '100', '', '',
    '2026-01-01', '2025-12-31', 'vi')$$, lawyer), 'error.field.before', 'nobody leaves before they came')
    from duty_test.who;

-- What the engine knows.
select duty_test.same((q ->> 'credentials'), '[[-610560, 7200]]', 'its window ends with the last day')
    from jsonb_array_elements(duty.roster_problem('2027-03') -> 'providers') q, duty_test.who
    where (q ->> 'id')::bigint = lawyer;
select duty_test.same(count(*), 0::bigint, 'and who has left is no longer asked')
    from jsonb_array_elements(duty.roster_problem('2027-04') -> 'providers') q, duty_test.who
    where (q ->> 'id')::bigint = lawyer;
create temporary table heard as
select duty_test.save(null, p_code => '1/2027', p_date => '2027-03-08', p_mode => 'online') ->> 'hearing_id' as online,
    duty_test.save(null, p_code => '2/2027', p_date => '2027-03-09') ->> 'hearing_id' as adjourned,
    duty_test.save(null, p_code => '3/2027', p_date => '2027-03-11') ->> 'hearing_id' as first,
    duty_test.save(null, p_code => '4/2027', p_date => '2027-03-11') ->> 'hearing_id' as clash;
select duty_test.save(adjourned::bigint, p_code => '2/2027', p_date => '2027-03-09', p_state => 'adjourned') from heard;
select duty_test.same(jsonb_agg(b -> 'ref' order by b ->> 'ref'), (select jsonb_agg(x order by x) from heard,
    unnest(array[online, first, clash]) x), 'an adjourned hearing keeps nobody busy; one that clashes does')
    from jsonb_array_elements(duty.roster_problem('2027-03') -> 'providers') q, jsonb_array_elements(q -> 'busy') b
    where (q ->> 'id')::bigint = duty_test.one();
select duty_test.same(b -> 'place', null, 'an online hearing is from anywhere') from heard,
    jsonb_array_elements(duty.roster_problem('2027-03') -> 'providers') q, jsonb_array_elements(q -> 'busy') b
    where b ->> 'ref' = online;
insert into duty.draft_assignment select center_id, roster_id, shift_id, officer, during, false, '{}'
    from duty.shift, duty_test.who where duty_day = '2027-03-30' and is_night and role = 'main' limit 1;
select duty_test.same(count(*), 1::bigint, 'a neighbouring month''s draft counts as well')
    from jsonb_array_elements(duty.roster_problem('2027-04') -> 'providers') q, jsonb_array_elements(q -> 'busy') b,
    duty_test.who where (q ->> 'id')::bigint = officer and b ->> 'why' = 'duty' and (b ->> 'night')::boolean;

-- Absences.
select duty_test.sign_in('bong.sung', 'absence.ask');
create temporary table mine as select duty.absence_ask('sick', '2027-03-20', '2027-03-22', '', '', 'Mổ ruột thừa')
    ->> 'absence_id' as id;
select duty_test.refused($$select duty.absence_ask('leave', '2027-03-22', '', '13:30', '17:00', '')$$,
    'error.absence.overlap', 'nobody is away twice at the same time');
select duty_test.refused($$select duty.absence_ask('leave', '2027-01-10', '', '', '', '')$$, 'error.absence.over',
    'what is over cannot be asked for');
select duty_test.refused($$select duty.absence_ask('leave', '2027-03-25', '2027-03-24', '', '', '')$$,
    'error.field.before', 'an absence does not end before it begins');
select duty_test.refused('select note from duty.absence', '42501', 'no page reads a reason from the table');
select duty_test.refused('select kind from duty.absence', '42501', 'nor what kind of absence it is');
select duty_test.same(count(*), 1::bigint, 'a provider has the own reasons') from duty.absence_reasons(), mine
    where absence_id = id::bigint and kind = 'sick' and note = 'Mổ ruột thừa';
select duty_test.sign_in('hoa.sen', 'absence.ask');
select duty_test.same(count(*), 0::bigint, 'and nobody else''s') from duty.absence_reasons();
select duty_test.ok(count(*) > 0, 'only that and when somebody is away') from duty.absence;
select duty_test.refused(format('select duty.absence_withdraw(%L)', id), 'error.not_found',
    'nobody withdraws another''s') from mine;
select duty_test.refused(format($$insert into duty.absence (center_id, provider_id, during, kind)
    values (%s, %s, '[2029-01-01,2029-01-02)', 'leave')$$, center, officer), '42501',
    'the table itself lets nobody ask for another') from duty_test.who;
select duty_test.refused(format($$insert into duty.preference values (%s, %s, '2029-01-01', 3)$$, center, officer),
    '42501', 'nor wish for another') from duty_test.who;
select duty_test.sign_in('bong.sung', 'absence.ask');
select duty.absence_withdraw(id) from mine;
select duty_test.refused(format('select duty.absence_withdraw(%L)', id), 'error.absence.decided',
    'nor twice') from mine;
create temporary table again as select duty.absence_ask('leave', '2027-03-20', '', '', '', '') ->> 'absence_id' as id;
select duty_test.ok(true, 'what is withdrawn may be asked for again');
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty_test.sign_in('bong.sung', 'absence.ask');
select duty_test.refused(format($$update duty.absence set state = 'approved' where absence_id = %s$$, id), '42501',
    'nobody approves their own absence, not at the table either') from again;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty.absence_decide(id, 'approve') from again;
select duty_test.refused(format($$update duty.absence set state = 'asked' where absence_id = %s$$, id),
    'error.absence.decided', 'an approved absence is never undecided again') from again;
select duty_test.refused(format($$update duty.absence set during = tstzrange(lower(during),
    upper(during) + interval '1 month') where absence_id = %s$$, id), 'error.absence.decided', 'nor made longer')
    from again;
select duty_test.refused(format($$select duty.absence_decide('%s', 'refuse')$$, id), 'error.absence.decided',
    'what is decided is decided') from again;
select duty_test.sign_in('bong.sung', 'absence.ask');
select duty_test.refused(format('select duty.absence_withdraw(%L)', id), 'error.absence.decided',
    'and not withdrawn any more') from again;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty_test.same((select string_agg(template || ' ' || channel, ', ' order by channel) from duty.notice, again
    where dedupe_key like 'absence:' || id || ':%'), 'absence.approved mail, absence.approved sms',
    'the person is told');
select duty_test.same(count(*), 0::bigint, 'without a word of the reason') from duty.notice
    where template like 'absence.%' and params::text ~ 'leave|sick|Mổ';
select duty_test.same(count(*), 0::bigint, 'and the record has none either') from duty.audit
    where action like 'absence.%' and data::text ~ 'leave|sick|Mổ';
select duty.absence_decide(id, 'cancel') from again;
select duty_test.same(state, 'cancelled', 'an approved absence can be cancelled') from duty.absence, again
    where absence_id = id::bigint;
create temporary table ill as select duty.absence_enter(officer::text, 'sick', '', '', '', '', '1', '') as r
    from duty_test.who;
select duty_test.same(lower(during), date_trunc('minute', duty.now()), 'ill from now on means from this minute')
    from duty.absence, ill where absence_id = (r ->> 'absence_id')::bigint;
select duty_test.refused(format($$insert into duty.absence (center_id, provider_id, during, kind)
    select center, officer, tstzrange(duty.now(), duty.now() + interval '1 hour'), 'leave' from duty_test.who$$),
    'absence_overlap', 'the table itself refuses an overlap');

-- Wishes.
select duty_test.sign_in('hoa.sen', 'absence.ask');
select duty.wish_save('2027-04', '{"d1": "want", "d5": "strongly_not", "d6": "rather_not", "d30": "rather_not",
    "d31": "want"}');
select duty_test.same(string_agg(extract(day from day) || ':' || weight, ' ' order by day), '1:3 5:-5 6:-2 30:-2',
    'wishes are kept by the day, and there is no 31 April')
    from duty.preference, duty_test.who where provider_id = other and day >= '2027-04-01';
select duty_test.refused($$select duty.wish_save('2027-04', (select jsonb_object_agg('d' || i, 'want')
    from generate_series(1, 7) i)::text)$$, 'error.wish.limit', 'a seventh wish in a month is refused');
select duty_test.refused($$select duty.wish_save('2027-04', '{"d1": "strongly_not", "d2": "strongly_not",
    "d3": "strongly_not"}')$$, 'error.wish.strong', 'and a third strong one');
select duty_test.refused($$select duty.wish_save('2027-02', '{}')$$, 'error.wish.closed',
    'a month that has begun takes no wishes');
select duty_test.refused($$select duty.wish_save('2027-08', '{}')$$, 'error.wish.closed',
    'nor one too far away');
select duty_test.same(count(*), 4::bigint, 'what was refused changed nothing')
    from duty.preference, duty_test.who where provider_id = other and day >= '2027-04-01';
reset role;
update duty.rule set value = 3 where key = 'wish.max_per_month';
select duty_test.sign_in('hoa.sen', 'absence.ask');
select duty_test.refused($$select duty.wish_save('2027-04', '{"d1": "want", "d2": "want", "d3": "want",
    "d4": "want"}')$$, 'error.wish.limit', 'the limit is a dated rule');

-- Conflicts of interest.
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty.conflict_save(officer::text, '', 'org-' || org_id, '2027-03-10', '2027-03-12', 'Vợ làm tại đó')
    from duty_test.who, duty.duty_post where kind = 'custody_phone' and org_id is not null limit 1;
create temporary table bound as select s.shift_id, duty.shift_days(starts, ends) && '[2027-03-10,2027-03-13)' as hit
    from duty.shift s join duty.duty_post d using (center_id, post_id)
    where d.post_id in (select v.post_id from duty.list_served() v join duty.provider_conflict k using (org_id)
        join duty_test.who on officer = k.provider_id) and duty_day between '2027-03-07' and '2027-03-15';
select duty_test.same(array_agg((b ->> 'shift')::bigint order by b ->> 'shift'),
    (select array_agg(shift_id order by shift_id::text) from bound where hit),
    'the engine is barred from exactly the shifts of those days at every post that serves that body')
    from jsonb_array_elements(duty.roster_problem('2027-03') -> 'barred') b, duty_test.who
    where (b ->> 'provider')::bigint = officer;
select duty_test.ok(count(distinct post_id) > 1, 'those of other areas among them')
    from bound join duty.shift using (shift_id);
select duty_test.same(string_agg(distinct pg_temp.draft(shift_id, officer), ' '), 'error.duty.not_eligible',
    'the database refuses them by hand, and names no reason') from bound, duty_test.who where hit;
select duty_test.same(string_agg(distinct coalesce(duty.duty_barrier(shift_id, officer), ''), ' '), 'conflict',
    'the barrier has its code') from bound, duty_test.who where hit;
select duty_test.same(duty.shown_code('conflict'), 'conflict', 'which the coordinator may see');
create temporary table court as select d.post_id, d.org_id, s.shift_id, 0::bigint as later from duty.duty_post d
    join duty.shift s using (center_id, post_id), duty_test.who where kind like 'court%' and s.duty_day = '2027-03-18'
        and d.center_id = center limit 1;
select duty.conflict_save(lawyer::text, '', 'org-' || org_id, '2027-03-01', '', 'Luật sư cũ của tòa')
    from duty_test.who, court;
select duty_test.sign_in(duty_test.account('administrator'), 'people.write');
update court set later = (duty.org_change(org_id::text, 'rename', '2027-03-15', 'Tòa án khu vực mới', '', '', '')
    ->> 'org_id')::bigint;
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty_test.same(duty.duty_barrier(shift_id, lawyer), 'conflict',
    'a conflict with a court bars from its posts under its new name, too') from duty_test.who, court;
select duty.conflict_save(other::text, '', 'org-' || later, '2027-03-15', '', 'Anh trai') from duty_test.who, court;
select duty_test.same(duty.duty_barrier(shift_id, other), 'conflict',
    'a conflict with the renamed court bars from the post made for the old one') from duty_test.who, court;
select duty_test.sign_in(duty_test.account('director'), 'people.read');
select duty_test.same(count(*), 0::bigint, 'a director sees no conflict') from duty.provider_conflict;
select duty_test.same(duty.page_person(officer::text) ->> 'conflicts', null, 'not on the page of the person either')
    from duty_test.who;
select duty_test.same(duty.shown_code('conflict'), 'not_eligible', 'only that somebody is not eligible');
select duty_test.sign_in('bong.sung', 'me.read');
select duty_test.same(count(*), 0::bigint, 'nor does the provider') from duty.provider_conflict;
select duty_test.sign_in(duty_test.account('police'), 'today.read');
select duty_test.same(count(*), 0::bigint, 'nor the police') from duty.provider_conflict;

-- Reachability.
select duty_test.sign_in(duty_test.account('coordinator'), 'people.write');
select duty_test.same(count(*), 0::bigint, 'two verified contacts are enough') from duty.people_unreachable(),
    duty_test.who where provider_id = officer;
select duty.contact_save(officer::text, 'retire', contact_id::text, '', '') from duty_test.who
    join duty.provider p on provider_id = officer join duty.contact k using (center_id, person_id)
    where channel = 'mail';
select duty_test.same(verified, 1, 'one alone is not') from duty.people_unreachable(), duty_test.who
    where provider_id = officer;
select duty.contact_save(officer::text, 'add', '', 'mail', 'moi@example.vn') from duty_test.who;
select duty_test.same(count(*), 1::bigint, 'nor a second one nobody has tried') from duty.people_unreachable(),
    duty_test.who where provider_id = officer;
select duty.contact_save(officer::text, 'verify', contact_id::text, '', '') from duty.contact, duty_test.who
    where address = 'moi@example.vn';
select duty_test.same(count(*), 0::bigint, 'until somebody says that it was answered') from duty.people_unreachable(),
    duty_test.who where provider_id = officer;
select duty_test.same(verified_by, (select account_id from duty.account where login = duty_test.account('coordinator')
    and center_id = k.center_id), 'who and when is kept') from duty.contact k where address = 'moi@example.vn';
select duty_test.same(count(*), 3::bigint, 'and the retired address with it') from duty.contact
    join duty.provider using (center_id, person_id), duty_test.who where provider_id = officer;
rollback;

-- What time does, Centre by Centre.
begin;
update duty.clock set shift = '2027-02-03 03:00+00'::timestamptz - now();
delete from duty.daily_job;
create or replace function duty.account_close() returns void language plpgsql as $$
begin
    if duty.current_center() = (select min(center_id) from duty.center) then
        raise exception 'broken';
    end if;
end $$;
set local role duty_jobs;
select duty.clock_tick();
reset role;
select duty_test.same((select array_agg(distinct center_id) from duty.daily_job where job = 'credential_warn'),
    (select array_agg(center_id) from (select center_id from duty.center order by 1 offset 1) x),
    'an error in one Centre keeps no other from its daily work');
rollback;
