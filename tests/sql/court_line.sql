-- Courts that are merged, renamed or split: what comes in under the new name is about the hearings the
-- old one announced, by each door.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
create function pg_temp.on(p_day text) returns void language plpgsql as $$
begin
    reset role;
    delete from duty.session;
    update duty.clock set shift = (p_day || ' 02:00+00')::timestamptz - now();
    perform duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
end $$;
-- What the parser gives: uid|code|date|time|room|court of each row.
create function pg_temp.parsed(variadic p_rows text[]) returns jsonb language sql as $$
    select jsonb_build_object('format', 'ics', 'sheets', '[]'::jsonb, 'rows', jsonb_agg(jsonb_build_object(
        'sheet', '', 'row', i, 'errors', '[]'::jsonb, 'uid', split_part(r, '|', 1), 'recurrence', '',
        'status', 'CONFIRMED', 'fields', jsonb_build_object('case_code', split_part(r, '|', 2),
            'date', split_part(r, '|', 3), 'time', split_part(r, '|', 4), 'room', split_part(r, '|', 5))) order by i))
    from unnest(p_rows) with ordinality x(r, i)
$$;
-- new changed cancelled same conflict bad
create function pg_temp.did(p_done jsonb) returns text language sql as $$
    select concat_ws(' ', p_done ->> 'new', p_done ->> 'changed', p_done ->> 'cancelled', p_done ->> 'same',
        p_done ->> 'conflict', p_done ->> 'bad')
$$;
create function pg_temp.take(p_door text, p_source bigint, p_court bigint, variadic p_rows text[])
    returns text language sql as $$
    select pg_temp.did(duty.import_take(p_door, p_source, p_court::text, '',
        encode(sha256(convert_to(p_rows::text || p_court, 'UTF8')), 'hex'), pg_temp.parsed(variadic p_rows)))
$$;
create function pg_temp.list(p_format text, p_court bigint, variadic p_rows text[]) returns text language sql as $$
    select pg_temp.did(duty.import_commit(duty.import_preview(p_court::text, 'lich', repeat('0', 64),
        jsonb_set(pg_temp.parsed(variadic p_rows), '{format}', to_jsonb(p_format))) ->> 'batch_id'))
$$;
create function pg_temp.said(p_code text) returns text language sql as $$
    select string_agg(concat_ws(' ', to_char(h.starts, 'DD/MM HH24:MI'), h.room, h.state, h.version), ', '
        order by h.hearing_id)
    from duty.hearing h join duty.legal_case l using (center_id, case_id) where l.code = p_code
$$;

-- Three courts: the first goes into the second, the third is renamed.
select pg_temp.on('2027-02-01');
create temporary table court as select (array_agg(org_id order by org_id))[1] as one,
    (array_agg(org_id order by org_id))[2] as into_it, (array_agg(org_id order by org_id))[3] as old,
    (array_agg(org_id order by org_id))[4] as third, null::bigint as new
    from duty.org_unit o where center_id = duty.current_center() and kind = 'court' and upper_inf(valid)
        and not exists (select from duty.org_succession s where o.org_id in (s.from_org, s.to_org));
select pg_temp.list('csv', one, '|1/2027/TLST-HS|2027-04-10|07:30|P1', '|2/2027/TLST-HS|2027-04-11|07:30|P1'),
    pg_temp.list('ics', one, 'e1|3/2027/TLST-HS|2027-04-10|07:30|P1', 'e2|4/2027/TLST-HS|2027-04-10|07:30|P1'),
    pg_temp.take('api', one, one, '77|5/2027/TLST-HS|2027-04-10|07:30|P1', '78|9/2027/TLST-HS|2027-04-10|07:30|P1'),
    pg_temp.take('api', into_it, into_it, '78|10/2027/TLST-HS|2027-04-10|07:30|P1'),
    pg_temp.take('poll', 7, old, 'p1|6/2027/TLST-HS|2027-04-10|07:30|P1'),
    pg_temp.list('csv', old, '|11/2027/TLST-HS|2027-03-10|07:30|P1'),
    pg_temp.list('csv', one, '|7/2027/TLST-HS|2027-04-12|07:30|P1'),
    pg_temp.list('csv', into_it, '|7/2027/TLST-HS|2027-04-12|09:30|P1') from court;
reset role;
select duty_test.sign_in(duty_test.account('administrator'), 'people.write');
update court set new = (duty.org_change(old::text, 'rename', '2027-03-15', 'Tòa án khu vực mới', '', '', '')
    ->> 'org_id')::bigint;
select duty.org_change(one::text, 'merge', '2027-03-15', '', '', '', into_it::text) from court;
select pg_temp.on('2027-03-20');

-- A list.
select duty_test.same(pg_temp.list('csv', into_it, '|1/2027/TLST-HS|2027-04-10|07:30|P1',
    '|2/2027/TLST-HS|2027-04-11|09:00|P2'), '0 1 0 1 0 0',
    'a list of the court the first one went into speaks of the same hearings') from court;
select duty_test.same(pg_temp.said('1/2027/TLST-HS') || '; ' || pg_temp.said('2/2027/TLST-HS'),
    '10/04 07:30 P1 scheduled 1; 11/04 09:00 P2 scheduled 2', 'no second hearing is made, the move is believed');
select duty_test.same(count(*), 1::bigint, 'nor a second case') from duty.legal_case where code = '2/2027/TLST-HS';

-- An uploaded calendar: its events keep their numbers, whatever else becomes of them.
select duty_test.same(pg_temp.list('ics', into_it, 'e1|3/2027/TLST-HS|2027-05-20|13:30|P3',
    'e2|4/2027/TLST-HS|2027-04-10|07:30|P1'), '0 1 0 1 0 0', 'an event is the hearing it was') from court;
select duty_test.same(pg_temp.said('3/2027/TLST-HS'), '20/05 13:30 P3 scheduled 2', 'and moves it');

-- The programming interface.
select duty_test.same(pg_temp.take('api', into_it, into_it, '77|8/2027/TLST-HS|2027-04-10|08:30|P1'), '0 1 0 0 0 0',
    'a program''s id is the hearing it was, even with another docket number') from court;
select duty_test.same(pg_temp.said('8/2027/TLST-HS'), '10/04 08:30 P1 scheduled 2', 'that one is changed');
select duty_test.same(pg_temp.take('api', into_it, into_it, '78|10/2027/TLST-HS|2027-04-10|08:30|P1'), '0 1 0 0 0 0',
    'an id both courts had is the own court''s') from court;
select duty_test.same(pg_temp.said('9/2027/TLST-HS') || '; ' || pg_temp.said('10/2027/TLST-HS'),
    '10/04 07:30 P1 scheduled 1; 10/04 08:30 P1 scheduled 2', 'the other one''s stays');

-- A polled address belongs to the renamed court; its document names the new one.
select duty_test.same(pg_temp.take('poll', 7, new, 'p9|6/2027/TLST-HS|2027-04-10|07:30|P4'), '0 1 0 0 0 0',
    'a polled event under another number is the hearing of its case and day') from court;
select duty_test.same(pg_temp.said('6/2027/TLST-HS'), '10/04 07:30 P4 scheduled 2', 'whatever the court is called');

-- The form.
select duty_test.same(duty_test.save(null, '2027-05-25', p_code => '2/2027/TLST-HS', p_provider => null,
    p_court => into_it) is not null and (select count(*) = 1 from duty.legal_case where code = '2/2027/TLST-HS'),
    true, 'a form of the new court adds to the old court''s case') from court;

-- Two courts' cases of one number stay two.
select duty_test.same(pg_temp.list('csv', into_it, '|7/2027/TLST-HS|2027-04-12|09:30|P8'), '0 1 0 0 0 0',
    'a number two courts of the line gave is the own court''s case') from court;
select duty_test.same(pg_temp.said('7/2027/TLST-HS'),
    '12/04 07:30 P1 scheduled 1, 12/04 09:30 P8 scheduled 2', 'the other court''s hearing stays as it is');

-- What it is called on a hearing's day is what everybody reads, also of what was set under the old name.
select duty_test.same(duty.hearing_state(h.hearing_id) ->> 'court', n.name::text,
    'a hearing after the renaming is at the court''s new name')
    from duty.hearing h join duty.legal_case l using (center_id, case_id),
        court c join duty.org_unit n on n.org_id = c.new
    where l.code = '6/2027/TLST-HS';
select duty_test.same(b.body ->> 'court', n.name::text, 'programs read it')
    from duty.hearing h join duty.legal_case l using (center_id, case_id)
    cross join lateral duty.api_hearings(array[h.hearing_id]) b, court c join duty.org_unit n on n.org_id = c.new
    where l.code = '6/2027/TLST-HS';
select duty_test.same(array_agg(distinct r.court), array[n.name::text], 'lists show it')
    from court c join duty.org_unit n on n.org_id = c.into_it,
    duty.hearing_rows('2027-04-10', '2027-05-30', null) r where r.court_id = c.one group by n.name;
select duty_test.same(g.after ->> 'court', n.name::text, 'what is kept of its change says it too')
    from duty.hearing h join duty.legal_case l using (center_id, case_id)
    join duty.hearing_change g using (center_id, hearing_id), court c join duty.org_unit n on n.org_id = c.into_it
    where l.code = '2/2027/TLST-HS' and g.version = 2;
select duty_test.same(duty.hearing_state(h.hearing_id) ->> 'court', n.name::text,
    'a hearing from before the renaming keeps the name of its day')
    from duty.hearing h join duty.legal_case l using (center_id, case_id),
        court c join duty.org_unit n on n.org_id = c.old
    where l.code = '11/2027/TLST-HS';

-- A court that was split: of which half a number is, nobody knows, so the first that speaks takes none.
select pg_temp.list('ics', third, 'e1|31/2027/TLST-HS|2027-04-20|07:30|P1', 'e2|32/2027/TLST-HS|2027-04-20|07:30|P1')
    from court;
reset role;
select duty_test.sign_in(duty_test.account('administrator'), 'people.write');
select duty.org_change(third::text, 'split', '2027-03-25', 'Tòa C', 'Tòa D', '', '') from court;
select pg_temp.on('2027-04-01');
select duty_test.same(pg_temp.list('ics', (select min(to_org) from duty.org_succession where from_org = third),
    'e1|31/2027/TLST-HS|2027-04-20|07:30|P1'), '0 0 0 1 0 0', 'a half of it speaks of the same hearing') from court;
select duty_test.same(count(*), 2::bigint, 'but what the whole court said stays said by it')
    from duty.hearing_origin o, court
    where o.door = 'ics' and o.source_id = third;

-- The new court begins its numbers anew: what the old one's case of that number was about is over.
select duty_test.same(pg_temp.list('csv', new, '|11/2027/TLST-HS|2027-05-10|07:30|P1'), '1 0 0 0 0 0',
    'a number that was over under the old court is a new case') from court;
select duty_test.same(array_agg(l.court_id order by l.court_id), array[c.old, c.new], 'of the new court')
    from duty.legal_case l, court c where l.code = '11/2027/TLST-HS' group by c.old, c.new;
rollback;
