-- Reminders and digests: when they fall due, what becomes of them when hearings move, days off lie between
-- or nobody was awake, and that each says whether it was sent or why not.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
-- A time of the clock, in Viet Nam, and the clock's round at it, as the daemon asks for it.
create function pg_temp.at(p_at text) returns void language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v_center constant text := current_setting('app.center_id', true);
begin
    reset role;
    update duty.clock set shift = (p_at || '+07')::timestamptz - pg_catalog.now();
    set local role duty_jobs;
    perform duty.clock_tick();
    perform set_config('app.center_id', v_center, true);
    perform set_config('role', v_role, true);
end $$;
-- The reminders of a hearing: step, when it was due in wall time, and what became of it.
create function pg_temp.reminders(p_id bigint) returns text language sql security definer as $$
    select string_agg(concat_ws(' ', right(step, 1), to_char(due_at at time zone 'Asia/Ho_Chi_Minh',
            'DD/MM HH24:MI'), coalesce(reason, state)), ', ' order by due_at, reminder_id)
    from duty.reminder where hearing_id = p_id
$$;
create function pg_temp.sent(p_id bigint) returns bigint language sql security definer as $$
    select count(*) from duty.notice
    where template = 'hearing.reminder' and (params ->> 'hearing_id')::bigint = p_id
$$;
update duty.clock set shift = '2027-03-01 09:00+07'::timestamptz - now();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null) ->> 'hearing_id')::bigint as id; -- Wed 10/03 07:30
select pg_temp.at('2027-03-01 09:01');
select duty_test.same(pg_temp.reminders(id), '1 03/03 07:30 waiting, 2 09/03 07:30 waiting, 3 10/03 05:30 waiting',
    'a hearing is reminded of seven days, one day and two hours before') from h;
select pg_temp.at('2027-03-01 09:02');
select duty_test.same(count(*), 3::bigint, 'asking again plans nothing twice') from duty.reminder, h
    where hearing_id = id;
select pg_temp.at('2027-03-03 07:30');
select duty_test.same(pg_temp.sent(id), 1::bigint, 'when the time comes it is sent, on one channel') from h;
select duty_test.same(n.channel || ' ' || (n.params ->> 'date') || ' ' || (n.params ->> 'time'),
    'sms 2027-03-10 07:30', 'and says when the hearing is') from duty.notice n
    where template = 'hearing.reminder';
select duty_test.ok(params::text !~* 'Trộm cắp', 'and not what it is about') from duty.notice
    where template = 'hearing.reminder';
select duty_test.ok(deadline = '2027-03-10 07:30+07', 'it is never sent once the hearing has begun')
    from duty.notice where template = 'hearing.reminder';

-- What has not left yet says what is so now.
reset role;
update duty.notice set state = 'held', reason = 'quiet' where template = 'hearing.reminder';
delete from duty.session; -- they are over by now
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_room => 'P7') from h;
select duty_test.same(state || ' ' || (params ->> 'room'), 'held P7', 'a reminder that waits has the new room')
    from duty.notice where template = 'hearing.reminder';
-- Moved: what was planned for the old hour is dropped, and the new hour gets its own.
select duty_test.save(id, p_date => '2027-03-17', p_room => 'P7') from h;
select duty_test.same(pg_temp.reminders(id), '1 03/03 07:30 moved, 2 09/03 07:30 moved, 3 10/03 05:30 moved',
    'moving a hearing drops its reminders at once, also one that has not left yet') from h;
select duty_test.same(state, 'superseded', 'which is not sent any more') from duty.notice
    where template = 'hearing.reminder';
select pg_temp.at('2027-03-03 09:00');
select duty_test.same(pg_temp.reminders(id), '1 03/03 07:30 moved, 2 09/03 07:30 moved, 3 10/03 05:30 moved, '
    || '1 10/03 07:30 waiting, 2 16/03 07:30 waiting, 3 17/03 05:30 waiting', 'and plans those of the new hour')
    from h;
select duty_test.save(id) from h;
select pg_temp.at('2027-03-03 09:01');
select duty_test.same(pg_temp.reminders(id), '1 03/03 07:30 moved, 2 09/03 07:30 waiting, 3 10/03 05:30 waiting, '
    || '1 10/03 07:30 moved, 2 16/03 07:30 moved, 3 17/03 05:30 moved',
    'moved back, those still to come are there again, and none twice') from h;

-- Slept through: the last that is due is sent, the others say why not.
select pg_temp.at('2027-03-10 06:00');
select duty_test.same(pg_temp.reminders(id), '1 03/03 07:30 moved, 2 09/03 07:30 overtaken, 3 10/03 05:30 sent, '
    || '1 10/03 07:30 moved, 2 16/03 07:30 moved, 3 17/03 05:30 moved',
    'of those slept through the last is sent, the other says that it was overtaken') from h;
select pg_temp.at('2027-03-01 09:00');
create temporary table slept as select (duty_test.save(null, p_code => '901/2027', p_date => '2027-03-12')
    ->> 'hearing_id')::bigint as id;
select pg_temp.at('2027-03-01 09:01');
select pg_temp.at('2027-03-12 07:31');
select duty_test.same(pg_temp.reminders(id) || ' ' || pg_temp.sent(id),
    '1 05/03 07:30 past, 2 11/03 07:30 past, 3 12/03 05:30 past 0', 'none is sent for a hearing that has begun')
    from slept;

-- Cancelled, released, told late.
select pg_temp.at('2027-03-01 09:00');
create temporary table gone as select (duty_test.save(null, p_code => '902/2027', p_date => '2027-03-15')
    ->> 'hearing_id')::bigint as id;
select pg_temp.at('2027-03-01 09:01');
select duty_test.save(id, p_code => '902/2027', p_date => '2027-03-15', p_state => 'cancelled') from gone;
select duty_test.same(pg_temp.reminders(id),
    '1 08/03 07:30 cancelled, 2 12/03 07:30 cancelled, 3 15/03 05:30 cancelled',
    'a cancelled hearing is not reminded of') from gone;
create temporary table given as select (duty_test.save(null, p_code => '903/2027', p_date => '2027-03-16')
    ->> 'hearing_id')::bigint as id;
select pg_temp.at('2027-03-01 09:02');
select duty_test.save(id, p_code => '903/2027', p_date => '2027-03-16', p_provider => two)
    from given, duty_test.fixed;
select pg_temp.at('2027-03-01 09:03');
select duty_test.same(string_agg(concat_ws(' ', right(step, 1), coalesce(reason, state)), ', '
        order by provider_id = two, step),
    '1 released, 2 released, 3 released, 1 waiting, 2 waiting, 3 waiting',
    'whoever is released is not reminded, whoever has it now is')
    from duty.reminder, given, duty_test.fixed where hearing_id = id;
select pg_temp.at('2027-03-18 10:00');
create temporary table late as select (duty_test.save(null, p_code => '904/2027', p_date => '2027-03-19')
    ->> 'hearing_id')::bigint as id;
select pg_temp.at('2027-03-18 10:01');
select duty_test.same(pg_temp.reminders(id),
    '1 12/03 07:30 told_since, 2 18/03 07:30 told_since, 3 19/03 05:30 waiting',
    'what was told after a reminder''s time says so instead of reminding') from late;

-- Days off: Monday's reminder of the day before is sent on Friday; over Tết on the last working day.
select pg_temp.at('2027-04-01 08:00');
create temporary table monday as select (duty_test.save(null, p_code => '905/2027', p_date => '2027-04-19')
    ->> 'hearing_id')::bigint as id; -- the 16th are the Hùng Kings' days
select pg_temp.at('2027-04-01 08:01');
select duty_test.same(pg_temp.reminders(id), '1 12/04 07:30 waiting, 2 15/04 07:30 waiting, 3 19/04 05:30 waiting',
    'the reminder of the day before goes back over the week end and the holiday before it') from monday;
select pg_temp.at('2027-04-16 09:00');
create temporary table short as select (duty_test.save(null, p_code => '906/2027', p_date => '2027-04-19',
    p_time => '13:30', p_provider => two) ->> 'hearing_id')::bigint as id from duty_test.fixed;
select pg_temp.at('2027-04-16 09:01');
select duty_test.same(pg_temp.reminders(id), '1 12/04 13:30 told_since, 2 18/04 13:30 waiting, 3 19/04 11:30 waiting',
    'only when nobody knew on a working day does it fall on a day off') from short;

-- What a person switches off is not sent, and says so.
reset role;
insert into duty.notice_choice (center_id, person_id, off, changed_at)
    select 1, person_id, '{hearing.reminder}', duty.now() from duty.provider, duty_test.fixed
    where center_id = 1 and provider_id = one;
select pg_temp.at('2027-04-19 05:31');
select duty_test.same(pg_temp.reminders(id), '1 12/04 07:30 overtaken, 2 15/04 07:30 sent, 3 19/04 05:30 switched_off',
    'a reminder somebody does not want says so') from monday;

-- Digests: only who asked, only what is theirs, once.
reset role;
update duty.notice_choice set is_daily = true, is_weekly = true from duty.provider p, duty_test.fixed
    where notice_choice.center_id = 1 and p.person_id = notice_choice.person_id and p.provider_id = one;
create function pg_temp.digests() returns text language sql security definer as $$
    select string_agg(concat_ws(' ', right(template, 4), channel, params ->> 'date', params ->> 'count'), ', '
        order by notice_id)
    from duty.notice where template like 'digest.%'
$$;
select pg_temp.at('2027-04-19 06:30');
select duty_test.same(pg_temp.digests(), null, 'before the hours people may be written to no digest leaves');
select pg_temp.at('2027-04-19 07:01');
select pg_temp.at('2027-04-19 07:02');
select duty_test.same(pg_temp.digests(), '.day mail 2027-04-19 1', 'the digest of the day leaves once, by mail');
select duty_test.ok(params -> 'items' -> 0 ->> 'code' = '905/2027' and params::text !~* 'Trộm cắp',
    'it names the hearing by its docket number') from duty.notice where template = 'digest.day';
select pg_temp.at('2027-04-20 07:01');
select duty_test.same(pg_temp.digests(), '.day mail 2027-04-19 1', 'a day without anything is not written about');
reset role;
delete from duty.session; -- they are over by now
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(null, p_code => '907/2027', p_date => '2027-05-05');
select pg_temp.at('2027-04-29 18:00');
select duty_test.same(pg_temp.digests(), '.day mail 2027-04-19 1, week mail 2027-04-30 1',
    'the week''s leaves on the working day before, when its day is off (30/4)');
rollback;
