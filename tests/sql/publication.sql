-- Publication: working days, gaps and overrulings, the seal of a version, lists and their proofs.
\ir lib/duty_test.sql
begin;
update duty.clock set shift = '2027-01-14 02:00+00'::timestamptz - now();
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.publish');

-- Working days, both ways, over a week-end, Tết and the Saturday worked in 2026.
select duty_test.same(duty.work_days('2027-01-14', '2027-01-18'), 2, 'Friday and Monday are two working days');
select duty_test.same(duty.work_days('2027-01-18', '2027-01-14'), -2, 'and as many backwards');
select duty_test.same(duty.work_days('2027-01-14', '2027-01-14'), 0, 'none to the same day');
select duty_test.same(duty.work_days('2026-08-21', '2026-08-22'), 1, 'a Saturday that is worked counts');
select duty_test.same(duty.work_days('2026-08-28', '2026-09-02'), 0, 'days off for it and the National Day do not');

-- What was covered and is no more.
create function pg_temp.gap(p_from text, p_until text) returns jsonb language sql as $$
    select jsonb_build_array(jsonb_build_object('post_id', 1, 'from', p_from, 'until', p_until))
$$;
select duty_test.same(duty.publish_uncovers(pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:00'), '[]'), true,
    'a gap where there was none needs a reason');
select duty_test.same(duty.publish_uncovers('[]', pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:00')), false,
    'no gap needs none');
select duty_test.same(duty.publish_uncovers(pg_temp.gap('2027-02-01T09:00', '2027-02-01T19:00'),
    pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:00')), false, 'a gap that shrinks needs none');
select duty_test.same(duty.publish_uncovers(pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:01'),
    pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:00')), true, 'one that grows by a minute does');
select duty_test.same(duty.publish_uncovers(pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:00')
    #- '{0,post_id}' || jsonb_build_array(jsonb_build_object('post_id', 2, 'from', '2027-02-01T07:00',
    'until', '2027-02-01T19:00')), pg_temp.gap('2027-02-01T07:00', '2027-02-01T19:00')), true,
    'the same minutes of another post do');

-- Who is served: a court by its own posts, the police of an area by its custody posts, the city's
-- investigators by all of them.
select duty_test.same(string_agg(distinct o.code, ' ' order by o.code),
    'ca-ninh-kieu ca-thot-not cqdt-cantho tam-giam-1',
    'custody of an area is for its police, its detention, and the body above')
from duty.list_served() v join duty.org_unit o using (org_id) join duty.duty_post p using (post_id)
where p.name = 'Trực điều tra Cần Thơ';
select duty_test.same(count(*), 3::bigint, 'the body above has every area')
from duty.list_served() v join duty.org_unit o using (org_id) where o.code = 'cqdt-cantho';
select duty_test.same(string_agg(o.code, ' '), 'tand-kv7', 'a court''s post is for that court')
from duty.list_served() v join duty.org_unit o using (org_id) join duty.duty_post p using (post_id)
where p.name = 'Trực tại Tòa án khu vực 7';
select duty_test.same(count(*), 0::bigint, 'nobody is served by the advice line alone')
from duty.list_served() v join duty.duty_post p using (post_id) where p.kind = 'hotline';

-- What differs from an older list.
create function pg_temp.day(p_day text, p_name text) returns jsonb language sql as $$
    select jsonb_build_object('post', 'P', 'day', p_day, 'starts', p_day || 'T07:00', 'ends', p_day || 'T19:00',
        'main', jsonb_build_array(jsonb_build_object('name', p_name)), 'backup', '[]'::jsonb)
$$;
create temporary table marks as
select x from jsonb_array_elements(duty.list_marks(
    jsonb_build_object('rows', jsonb_build_array(pg_temp.day('2027-02-01', 'A'), pg_temp.day('2027-02-02', 'B'),
        pg_temp.day('2027-02-04', 'D'))),
    jsonb_build_object('rows', jsonb_build_array(pg_temp.day('2027-02-01', 'A'), pg_temp.day('2027-02-02', 'X'),
        pg_temp.day('2027-02-03', 'C'))))) x;
select duty_test.same(string_agg(x ->> 'day' || ' ' || coalesce(x ->> 'change', '-'), ', ' order by x ->> 'day'),
    '2027-02-01 -, 2027-02-02 changed, 2027-02-03 gone, 2027-02-04 new', 'rows are the same, changed, gone or new')
from marks;
select duty_test.same(x -> 'was', '{"main": [{"name": "X"}]}', 'a changed row says what stood there')
from marks where x ->> 'change' = 'changed';
select duty_test.ok(bool_and(not x ? 'change'), 'against nothing, nothing is marked')
from jsonb_array_elements(duty.list_marks(jsonb_build_object('rows', jsonb_build_array(
    pg_temp.day('2027-02-01', 'A'))), null)) x;

-- A publication of one duty, its lists, and the proofs.
select duty.roster_shifts('2027-02-01');
create temporary table pick as
select s.roster_id, s.shift_id, duty_test.account('provider') as login, (
    select p.provider_id from duty.provider p join duty.account a using (center_id, person_id)
    where a.login = 'bong.sung' and p.center_id = 1) as provider_id
from duty.shift s join duty.duty_post d using (center_id, post_id)
where s.duty_day = '2027-02-10' and d.name = 'Trực điều tra Cần Thơ' and s.role = 'main' order by s.starts limit 1;
select duty.draft_apply(roster_id, 'edit', '[]', jsonb_build_array(jsonb_build_object('shift', shift_id,
    'provider', provider_id, 'pinned', true, 'reason', '{}'::jsonb))) from pick;
create function pg_temp.diff() returns jsonb language sql as $$
    select jsonb_build_object('added', jsonb_build_array(jsonb_build_object('shift', shift_id, 'provider',
    provider_id)),
        'removed', '[]'::jsonb) from pick
$$;
select duty_test.refused('select duty.roster_issue(roster_id, '''', pg_temp.diff()) from pick',
    'error.roster.custody_gap', 'one duty does not make a month of custody');
select duty_test.refused($$select duty.roster_issue(roster_id, '', '{"added": [], "removed": []}') from pick$$,
    'error.roster.nothing_new', 'nothing is no version');
select duty_test.refused($$select duty.roster_issue(0, '', pg_temp.diff())$$, 'error.not_found',
    'nor is an unknown roster');
select duty_test.same(duty.roster_issue(roster_id, 'Thử', pg_temp.diff(), 'Diễn tập') - 'told',
    '{"version": 1, "added": 1, "lists": 4, "removed": 0}', 'in writing it is published, to the four it concerns')
from pick;
select duty_test.refused('select duty.roster_issue(roster_id, '''', pg_temp.diff(), ''Thử'') from pick',
    'error.roster.stale',
    'a duty published twice is refused');
select duty_test.refused($$select duty.roster_issue(roster_id, '', jsonb_build_object('added', '[]'::jsonb, 'removed',
    jsonb_build_array('{"shift": 0, "provider": 0}'::jsonb)), 'Thử') from pick$$, 'error.roster.stale',
    'taking back what is not published is refused');
select duty_test.same(count(*) filter (where n.person_id is null and n.org_id is not null), 4::bigint,
    'a mail to each body is in the outbox') from duty.notice n where n.template = 'list.issued';
select duty_test.same(duty.version_broken(roster_id), null, 'the version is sealed') from pick;

-- The daemon's role changes who is on duty only together with a version.
select duty_test.refused($$update duty.assignment set state = 'withdrawn'$$, 'constraint.version',
    'nobody is taken off a published duty without a version');
select duty_test.refused($$insert into duty.assignment (center_id, shift_id, provider_id, uid, state, reason,
    changed_at)
    select s.center_id, s.shift_id, provider_id, 'x', 'published', '{}', duty.now() from pick
    join duty.shift s on s.roster_id = pick.roster_id and s.duty_day = '2027-02-20' limit 1$$,
    'constraint.version', 'nor put on one');
set constraints all immediate;
select duty_test.refused('update duty.roster set version = version + 1 where version > 0', 'constraint.version',
    'and no roster has a version that is not on record');
set constraints all deferred;

create temporary table own as
select list_id, o.code from duty.list l join duty.org_unit o using (center_id, org_id);
grant select on own, pick to duty_app, duty_jobs;
select duty_test.refused(format('select duty.list_receive(%L, '''', '''', '''')', list_id), 'error.field.required',
    'the coordinator says with whom') from own where code = 'cqdt-cantho';
select duty_test.refused(format('select duty.list_receive(%L, ''An'', ''2027-02-01'', ''08:00'')', list_id),
    'error.list.future', 'and not for tomorrow') from own where code = 'cqdt-cantho';
reset role;
select duty.task_open('notice.failed', null, min(notice_id), '{}') from duty.notice n
    join own on n.params ->> 'list_id' = own.list_id::text group by own.list_id;
create function duty_test.list_tasks() returns text language sql security definer as $$
    select string_agg(own.code, ' ' order by own.code) from duty.task t join duty.notice n using (center_id, notice_id)
    join own on n.params ->> 'list_id' = own.list_id::text where t.ended_at is null
$$;
select duty_test.ok(duty_test.list_tasks() ~ 'cqdt-cantho', 'a list no mail brought is a task');
create temporary table tasks as select duty_test.list_tasks() as before;
grant select on tasks to public;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.publish');
select duty.list_receive(list_id::text, 'An', '2027-01-14', '08:30') from own where code = 'cqdt-cantho';
select duty_test.same(duty_test.list_tasks(), btrim(replace(' ' || before || ' ', ' cqdt-cantho ', ' ')),
    'which ends when its body says that they have it, and no other does') from tasks;
select duty_test.same(means || ' ' || said_by || ' ' || to_char(received_at at time zone 'Asia/Ho_Chi_Minh',
    'DD/MM HH24:MI'), 'phone An 14/01 08:30', 'a telephone note has who and when') from duty.list_receipt;
select duty_test.refused(format('select duty.list_receive(%L, ''Khác'', '''', '''')', list_id), 'error.list.noted',
    'it is not written over') from own where code = 'cqdt-cantho';

-- What has become impossible since the draft was made is not published; what the Centre's own rules
-- forbid is shown.
create temporary table more as
select s.shift_id, s.during, s.roster_id, p.provider_id from duty.shift s
join duty.shift o on o.shift_id = (select shift_id from pick) and s.post_id = o.post_id and s.role = o.role
    and s.starts = o.starts + interval '7 days'
cross join pick p;
grant select on more to duty_app;
create function pg_temp.seen() returns text language sql as
    'select draft_version::text from duty.roster where roster_id = (select roster_id from pick)';
create function pg_temp.draft(p_removed jsonb, p_added jsonb) returns integer language sql as
    $$select duty.draft_apply((select roster_id from pick), 'edit', p_removed, p_added)$$;
create function pg_temp.row(p_shift bigint, p_provider bigint) returns jsonb language sql as
    $$select jsonb_build_array(jsonb_build_object('shift', p_shift, 'provider', p_provider))$$;
select pg_temp.draft('[]', pg_temp.row(shift_id, provider_id)) from more;
select duty_test.same((duty.absence_enter(provider_id::text, 'sick', '2027-02-17', '2027-02-17', '06:00', '08:00', '',
    '') ->> 'repair')::boolean, true, 'an absence that hits a drafted duty leads to the repair') from more;
select duty_test.ok(range_agg(g.during) @> tstzrange(lower(more.during), '2027-02-17 01:00+00')
    and not range_agg(g.during) && tstzrange('2027-02-17 01:00+00', upper(more.during)),
    'custody is uncovered for the hour the drafted one is away, and no longer')
from more, duty.custody_gaps(more.roster_id, true) g
where g.post_id = (select post_id from duty.shift where shift_id = more.shift_id) group by more.during;
select duty_test.same(duty.page_publish('2027-02') #>> '{barred,0,rule}', 'absence', 'the check names the duty');
select duty_test.refused($$select duty.roster_publish('2027-02', '', '1', 'Thử', pg_temp.seen())$$,
    'error.duty.absence', 'nobody is published for a duty while away, whatever is written');
select duty.absence_decide(absence_id::text, 'cancel') from duty.absence a join more using (provider_id)
where a.state = 'approved' and a.during && more.during;
select pg_temp.draft('[]', pg_temp.row(s.shift_id, m.provider_id)) from more m
join duty.shift o using (shift_id) join duty.shift s on s.post_id = o.post_id and s.role = o.role
    and s.starts = o.ends;
select duty_test.same(jsonb_path_query_array(duty.page_publish('2027-02') -> 'barred', '$[*].rule'),
    '["rest", "rest"]'::jsonb, 'too little rest is shown for both duties');
select duty_test.refused(format($$select duty.roster_publish('2027-02', '', '1', '', '%s')$$,
    pg_temp.seen()::integer - 1), 'error.draft.stale', 'a draft changed after the check is not published');
select duty_test.refused($$select duty.roster_publish('2027-02', '', '1', '', '')$$, 'error.field.required',
    'nor one that was not looked at');
select duty_test.same(duty.roster_publish('2027-02', '', '1', 'Không cần', pg_temp.seen()) ->> 'version', '2',
    'and does not stop the publication');
select duty_test.same(overruling::text, 'Diễn tập', 'a reason nobody asked for replaces none')
from duty.roster_version where version = 2;
create temporary table later as
select coalesce(sum((x ->> 'missing')::integer), 0) as missing
from jsonb_array_elements(duty.today_gaps('2027-02-17')) x
where (x ->> 'shift_id')::bigint = (select shift_id from more);
select duty.absence_enter(provider_id::text, 'sick', '2027-02-17', '2027-02-17', '06:00', '08:00', '', '') from more;
select duty_test.same(((select sum((x ->> 'missing')::integer)
    from jsonb_array_elements(duty.today_gaps('2027-02-17')) x
    where (x ->> 'shift_id')::bigint = (select shift_id from more)), missing)::text, '(1,0)',
    'who is absent from a published duty is missing on the page of the day') from later;
select duty.absence_decide(absence_id::text, 'cancel') from duty.absence a join more using (provider_id)
where a.state = 'approved' and a.during && more.during;

-- Taking back: once, and no swap.
select duty.roster_unpublish('2027-02', '2', 'Nhầm');
select duty_test.same(overruling::text, 'Nhầm', 'its reason stands for the custody it uncovers')
from duty.roster_version where version = 3;
select duty_test.refused($$select duty.roster_unpublish('2027-02', '3', 'Thôi')$$, 'error.roster.undo_twice',
    'what took a version back is not taken back: nobody would be told');
select duty_test.same(duty.page_versions('2027-02') -> 'can_undo', 'false'::jsonb, 'nor is that offered');
select duty.roster_publish('2027-02', '', '3', '', pg_temp.seen());
create temporary table giver as
select a.assignment_id, a.shift_id, (select t.provider_id from duty.staff() t where t.provider_id <> a.provider_id
    and duty.duty_barrier(a.shift_id, t.provider_id, '{}', true) is null limit 1) as taker
from duty.assignment a join pick using (shift_id) where a.state = 'published';
select duty.swap_ask(assignment_id::text, 'give', taker::text, '', '', '', '1') from giver;
select duty_test.same(w.state || ' ' || r.version, 'approved 5', 'a swap is a version')
from duty.swap w, duty.roster r where w.assignment_id = (select assignment_id from giver)
    and r.roster_id = (select roster_id from pick);
select duty_test.refused($$select duty.roster_unpublish('2027-02', '5', 'Nhầm')$$, 'error.swap.undo',
    'which is not taken back behind the backs of those who agreed');

-- Nobody more than needed, and nothing new that was not looked at.
reset role;
insert into duty.draft_assignment (center_id, roster_id, shift_id, provider_id, during, is_pinned, reason)
select s.center_id, s.roster_id, s.shift_id, t.provider_id, s.during, false, '{}'
from duty.shift s join more using (shift_id), duty.staff() t
where duty.duty_barrier(s.shift_id, t.provider_id) is null limit 1;
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.publish');
select duty_test.refused($$select duty.roster_publish('2027-02', '', '5', '', pg_temp.seen())$$, 'error.duty.full',
    'a duty is not published with more people than it needs');
create temporary table looked as select pg_temp.seen()::integer as at;
reset role;
update duty.shift set needed = 9 where shift_id = (select shift_id from more);
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.publish');
select duty.demand_refresh(roster_id) from pick;
select duty_test.same(pg_temp.seen()::integer - at, 1, 'shifts that change change the draft somebody looked at')
from looked;

-- Rows: the police have their own.
select duty_test.sign_in(duty_test.account('police'), 'list.read');
select duty_test.same(string_agg(distinct org_name, ', '), 'Cơ quan Cảnh sát điều tra Công an thành phố Cần Thơ',
    'the police see their own lists')
from duty.list;
select duty_test.same(count(*), 0::bigint, 'and no version of a roster') from duty.roster_version;
select duty_test.refused(format('select duty.page_list(%L)', list_id), 'error.not_found', 'not another body''s')
from own where code = 'ca-ninh-kieu';
select duty_test.sign_in(duty_test.account('clerk'), 'list.read');
select duty_test.same(count(*), 0::bigint, 'a court that is not served has none') from duty.list;

-- A link: only the sender makes one, and only its hash stays.
select duty_test.refused($$select * from duty.list_link$$, '42501', 'no page reads the links');
reset role;
set local role duty_jobs;
create temporary table link as
select list_id, substring(duty.list_link_new(1, list_id) from '/list/(.*)') as token from own
where code = 'ca-ninh-kieu';
select duty_test.ok(length(token) = 43 and token ~ '^[A-Za-z0-9_-]+$', 'a link has 256 bits') from link;
select duty_test.same(link_hash::text, encode(sha256(convert_to(token, 'UTF8')), 'hex'), 'of which the hash is kept')
from duty.list_link join link using (list_id);
select duty_test.same(duty.list_open(encode(sha256(convert_to(token, 'UTF8')), 'hex'),
    E'tro\nduyet') #>> '{page,body}',
    'Công an phường Ninh Kiều', 'it opens the body''s list') from link;
select duty_test.same(string_agg(means || ' ' || client, ', '), 'opened troduyet',
    'which is kept with the program that asked') from duty.list_receipt join duty.list using (list_id)
where org_name = 'Công an phường Ninh Kiều';
select duty_test.same(duty.list_open(encode(sha256(convert_to(token, 'UTF8')), 'hex'), '') #> '{page,is_received}',
    'false'::jsonb, 'and is no receipt') from link;
select duty.list_confirm(encode(sha256(convert_to(token, 'UTF8')), 'hex'), 'troduyet') from link;
select duty_test.same(duty.list_open(encode(sha256(convert_to(token, 'UTF8')), 'hex'), '') #> '{page,is_received}',
    'true'::jsonb, 'until somebody says there that they have it') from link;
select duty_test.refused($$select duty.list_open(repeat('0', 64), '')$$, 'error.list.link',
    'no other opens anything');
select duty_test.refused($$select duty.list_confirm(repeat('0', 64), '')$$, 'error.list.link',
    'nor confirms anything');

-- The outbox: exactly one receiver.
reset role;
select duty_test.refused($$update duty.notice set org_id = (select min(org_id) from duty.org_unit)
    where person_id is not null$$, 'notice_receiver', 'no notice has two receivers');
select duty_test.refused($$update duty.notice set org_id = null where org_id is not null$$, 'notice_receiver',
    'nor none');
rollback;
