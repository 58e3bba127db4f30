-- A calendar too large for one transaction is taken in part by part: other writers get their turn
-- between, what is broken off goes on with the next visit, and it is one import to whoever undoes it.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
-- Events 1 to p_n, two of each case, moved by p_days; those before p_first are not in it.
create function pg_temp.calendar(p_n integer, p_days integer default 0, p_first integer default 1) returns jsonb
language sql as $$
    select jsonb_build_object('format', 'ics', 'sheets', '[]'::jsonb, 'rows', jsonb_agg(jsonb_build_object(
        'sheet', '', 'row', i, 'errors', '[]'::jsonb, 'uid', 'e' || i, 'recurrence', '', 'status', 'CONFIRMED',
        'fields', jsonb_build_object('case_code', i / 2 || '/2031/TLST-HS', 'room', 'P1', 'time', '07:30',
            'date', date '2031-03-01' + i % 2 * 7 + p_days)) order by i))
    from generate_series(p_first, p_n) i
$$;
create function pg_temp.take(p_parsed jsonb, p_door text default 'poll') returns jsonb language sql as $$
    select duty.import_take(p_door, 7, duty_test.own_court()::text, 'lich.ics',
        encode(sha256(convert_to(p_parsed::text, 'UTF8')), 'hex'), p_parsed)
$$;
create function pg_temp.part() returns jsonb language sql as $$
    select duty.import_part(duty.import_taking('poll', 7))
$$;
create function pg_temp.rest(p_done jsonb) returns jsonb language plpgsql as $$
begin
    while p_done ? 'is_more' loop
        p_done := pg_temp.part();
    end loop;
    return p_done;
end $$;
create function pg_temp.did(p_done jsonb) returns text language sql as $$
    select concat_ws(' ', p_done ->> 'new', p_done ->> 'changed', p_done ->> 'cancelled', p_done ->> 'same',
        p_done ->> 'conflict', p_done ->> 'bad', p_done ->> 'rows')
$$;
create function pg_temp.on(p_state text) returns bigint language sql as $$
    select count(*) from duty.hearing where state = p_state and starts >= '2031-01-01'
$$;

select duty_test.same(pg_temp.take(pg_temp.calendar(1200)), '{"is_more": true}',
    'a large calendar is only read at first');
select duty_test.same(pg_temp.on('scheduled'), 0::bigint, 'nothing of it is in yet');
select duty_test.same(pg_temp.part(), '{"is_more": true}', 'its first part is taken in');
select duty_test.ok(pg_temp.on('scheduled') between 400 and 600, 'that is some five hundred hearings');
create temporary table b as select duty.import_taking('poll', 7) as id;
grant select, update on b to public;
select duty_test.same(duty.page_import(id::text) ->> 'state', 'taking', 'its page says that it is going on') from b;
select duty_test.refused(format('select duty.import_undo(%L)', id), 'error.import.not_done',
    'it is not undone while it goes on') from b;
select duty_test.refused(format('select duty.import_commit(%L)', id), 'error.import.done',
    'nor committed by hand') from b;
select duty_test.same(pg_temp.did(pg_temp.rest(pg_temp.part())), '1200 0 0 0 0 0 1200',
    'after the last part it counts as one import');
select duty_test.same(pg_temp.on('scheduled'), 1200::bigint, 'every event is a hearing');
select duty_test.same((select count(*) from duty.import_waiting), 0::bigint, 'nothing waits any more');
select duty_test.same((select count(distinct batch_id) from duty.hearing where starts >= '2031-01-01'), 1::bigint,
    'all of one batch');
select duty_test.same(pg_temp.did(pg_temp.take(jsonb_set(pg_temp.calendar(1200), '{stamp}', '1'))),
    '0 0 0 1200 0 0 1200', 'the same again does nothing');

-- Each of two events of a case takes the place the other leaves, a week on: in one part, they can.
select duty_test.same(pg_temp.did(pg_temp.rest(pg_temp.take(pg_temp.calendar(1200, 7)))), '0 1200 0 0 0 0 1200',
    'a whole calendar moved by a week');
update b set id = (select max(batch_id) from duty.import_batch);
select duty_test.same(count(*), 1200::bigint, 'is moved') from duty.hearing
    where starts in ('2031-03-08 07:30', '2031-03-15 07:30') and version = 2 and sequence = 1;
select duty_test.same((d ->> 'undone') || ' ' || (d -> 'kept')::text, '1200 []', 'and taken back whole')
    from b, duty.import_undo(id::text) d;
select duty_test.same(count(*), 1200::bigint, 'each hearing is where it was') from duty.hearing
    where starts in ('2031-03-01 07:30', '2031-03-08 07:30') and version = 3 and state = 'scheduled';

-- Broken off: what is in stays, the rest comes with the next visit.
select pg_temp.take(pg_temp.calendar(1200, 14));
select pg_temp.part();
create temporary table moved as select count(*) as n from duty.hearing where version = 4;
select duty_test.same(pg_temp.did(pg_temp.rest(pg_temp.take(pg_temp.calendar(1200, 14)))),
    format('0 %s 0 %s 0 0 1200', 1200 - n, n), 'the same document goes on where the last visit stopped') from moved;
select duty_test.same(count(*), 1200::bigint, 'nothing is done twice') from duty.hearing
    where starts >= '2031-03-15' and version = 4;
select duty_test.same(array_agg(state order by batch_id), '{committed,undone,committed,committed}'::text[],
    'both visits are imports') from duty.import_batch;

-- Nearly all of it gone at once, in however many parts: a person is asked.
select duty_test.same(pg_temp.did(pg_temp.rest(pg_temp.take(pg_temp.calendar(1200, 14, 1190)))),
    '0 0 0 11 1189 0 1200', 'most of a large calendar gone at once is asked about, not believed');
select duty_test.same(pg_temp.on('scheduled'), 1200::bigint, 'all hearings stay on');

-- A program's list is short and a person's is all or nothing: they are taken in one piece.
select duty_test.same(pg_temp.take(jsonb_set(pg_temp.calendar(2301, 14, 1202), '{format}', '"api"'), 'api') ->> 'new',
    '1100', 'only a calendar that is polled comes in parts');

-- The court is renamed and gives half of its events new numbers: an event that is gone and the one that
-- stands for it now are of one case, so they come in one part.
select duty_test.same(pg_temp.did(pg_temp.rest(pg_temp.take(pg_temp.calendar(1400)))) is not null, true, 'a calendar');
reset role;
select duty_test.sign_in(duty_test.account('administrator'), 'people.write');
create temporary table renamed as select (duty.org_change(duty_test.own_court()::text, 'rename',
    to_char(duty.now() + interval '1 day', 'YYYY-MM-DD'), 'Tòa án khu vực mới', '', '', '') ->> 'org_id')::bigint as id;
grant select on renamed to public;
reset role;
delete from duty.session;
update duty.clock set shift = shift + interval '3 days';
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
create temporary table old_state as
    select state, count(*) as n from duty.hearing where starts >= '2031-01-01' group by 1;
create temporary table did as select pg_temp.rest(duty.import_take('poll', 7, id::text, 'lich.ics', repeat('9', 64),
    (select jsonb_set(c, '{rows}', jsonb_agg(case when r ->> 'uid' < 'e5' then jsonb_set(r, '{uid}',
        to_jsonb('z' || (r ->> 'uid'))) else r end order by n))
    from pg_temp.calendar(1400) c, jsonb_array_elements(c -> 'rows') with ordinality x(r, n)
    group by c))) as d from renamed;
select duty_test.same(concat_ws(' ', d ->> 'new', d ->> 'changed', d ->> 'cancelled', d ->> 'conflict', d ->> 'bad'),
    '0 0 0 0 0', 'new numbers under a new name change nothing') from did;
select duty_test.same((select count(*) from (select state, count(*) as n from duty.hearing where starts >= '2031-01-01'
    group by 1 except select * from old_state) x), 0::bigint, 'no hearing is cancelled, none made twice');
rollback;

-- What concerns nobody is changed by the hundred as one by one.
begin;
select duty_test.sign_in(duty_test.account('coordinator'), 'hearing.import');
create temporary table made as select w, s, duty.hearing_put(null, jsonb_build_object('court_id',
    duty_test.own_court(), 'code', format('%s/%s', w, s), 'starts', '2031-06-03 07:30', 'ends',
    '2031-06-03 11:00', 'room', 'P1', 'judge', 'Bà A', 'mode',
    case when s = 'judge' then 'online' else 'in_person' end), null, 'file') ->> 'hearing_id' as id
    from unnest('{one,many}'::text[]) w, unnest('{moved,room,judge,cancelled,back}'::text[]) s;
insert into duty.import_batch (center_id, filename, sha256, state, sheets, created_at)
    values (duty.current_center(), '', repeat('0', 64), 'preview', '[]', duty.now());
select duty.hearing_put(id::bigint, '{"state": "cancelled", "reason": "rút đơn"}', null, 'file')
    from made where s = 'back';
create temporary table said as select *, jsonb_build_object('starts', case s when 'moved' then '2031-06-04 08:30'
        else '2031-06-03 07:30' end, 'ends', case s when 'moved' then '2031-06-04 09:30' else '2031-06-03 11:00' end)
    || case s when 'room' then '{"room": "P2"}' when 'judge' then '{"judge": "Ông B"}'
        when 'cancelled' then '{"state": "cancelled", "reason": "hoãn"}'
        when 'back' then '{"state": "scheduled"}' else '{}' end::jsonb as fields from made;
select duty.hearing_put(id::bigint, fields, max_batch, 'poll') from said,
    (select max(batch_id) as max_batch from duty.import_batch) b where w = 'one';
select duty_test.same(count(*), 5::bigint, 'five hearings are changed at once') from duty.hearing_alter((
    select jsonb_agg(fields || jsonb_build_object('n', id::integer, 'hearing_id', id)) from said where w = 'many'),
    (select max(batch_id) from duty.import_batch), 'poll');
create function pg_temp.is(p_id text) returns jsonb language sql as $$
    select jsonb_build_object('hearing', to_jsonb(h) - '{hearing_id,uid,case_id}'::text[], 'versions', (
        select jsonb_agg(to_jsonb(g) - '{hearing_id,before,after}'::text[] || jsonb_build_object(
            'before', g.before - '{hearing_id,code}'::text[], 'after', g.after - '{hearing_id,code}'::text[])
            order by g.version) from duty.hearing_change g where g.hearing_id = h.hearing_id))
    from duty.hearing h where h.hearing_id = p_id::bigint
$$;
select duty_test.same(pg_temp.is(many.id), pg_temp.is(one.id),
    'hearing_alter and hearing_put make the same of it: ' || s)
    from made one join made many using (s) where one.w = 'one' and many.w = 'many';
select duty_test.same(count(*), 0::bigint, 'one that somebody appears at is left to hearing_put')
    from duty.hearing_alter(jsonb_build_array(jsonb_build_object('n', 1, 'hearing_id', duty_test.save(null,
        '2031-06-10') -> 'hearing_id', 'starts', '2031-06-11 07:30', 'ends', '2031-06-11 11:00')), null, 'poll');
rollback;
