-- Drafts: steps that undo and redo know, hand edits and pins, proposals, repairs, refusals by rule.
\ir lib/duty_test.sql
begin;
update duty.clock set shift = '2027-02-01 02:00+00'::timestamptz - now();
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
create temporary table roster as select (duty.roster_problem('2027-03') #>> '{shifts,0,id}')::bigint as first;
alter table roster add column roster_id bigint;
update roster set roster_id = (select roster_id from duty.shift where shift_id = first);
-- Three people of the class and papers for it, and shifts of one custody post a week apart.
create temporary table who as
    select row_number() over (order by provider_id) as n, provider_id from duty.provider
    where class = 'officer' and duty.credential_days(provider_id) @> '[2027-03-01,2027-04-01)'::daterange
        and provider_id not in (select provider_id from duty.absence)
        and not exists (select from duty.provider_conflict k where k.provider_id = duty.provider.provider_id)
    limit 3;
create temporary table day as
    select row_number() over (order by starts) as n, s.* from duty.shift s
    join duty.duty_post d using (center_id, post_id)
    where s.roster_id = (select roster_id from roster) and kind = 'custody_phone' and role = 'main'
        and not is_night and extract(isodow from duty_day) = 3
        and s.post_id = (select min(post_id) from duty.duty_post where kind = 'custody_phone');
create function pg_temp.shift(p_n integer) returns bigint language sql as
    'select shift_id from day where n = $1';
create function pg_temp.who(p_n integer) returns bigint language sql as
    'select provider_id from who where n = $1';
create function pg_temp.version() returns text language sql as
    $$select draft_version::text from duty.roster where roster_id = (select roster_id from roster)$$;
create function pg_temp.rows() returns text language sql as $$
    select coalesce(string_agg(format('%s:%s%s', d.n, w.n, case when is_pinned then '!' else '' end), ' '
        order by d.n, w.n), '')
    from duty.draft_assignment a join day d using (shift_id) join who w using (provider_id)
    where a.roster_id = (select roster_id from roster)
$$;
create function pg_temp.row(p_shift integer, p_who integer) returns jsonb language sql as $$
    select jsonb_build_object('shift', pg_temp.shift(p_shift), 'provider', pg_temp.who(p_who))
$$;
create function pg_temp.apply(p_removed jsonb, p_added jsonb) returns integer language sql as
    'select duty.draft_apply((select roster_id from roster), ''edit'', $1, $2)';

-- Steps.
select duty_test.same(pg_temp.apply('[]', jsonb_build_array(pg_temp.row(1, 1), pg_temp.row(2, 2))), 1,
    'the first change of a draft is step 1');
select pg_temp.apply(jsonb_build_array(pg_temp.row(2, 2)), jsonb_build_array(pg_temp.row(2, 3)
    || '{"pinned": true, "reason": {"decided": "hand"}}'));
select duty_test.same(pg_temp.rows(), '1:1 2:3!', 'a step takes rows out and puts rows in, with their pins');
select duty_test.refused($$select pg_temp.apply(jsonb_build_array(pg_temp.row(2, 2)), '[]')$$,
    'error.draft.stale', 'a row that is not there cannot be taken out');
select duty_test.refused(format($$select duty.draft_undo('2027-03', '%s')$$, pg_temp.version()::integer - 1),
    'error.draft.stale', 'who looked at an older draft changes nothing');
select duty.draft_undo('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1 2:2', 'undo takes the last step back');
select duty.draft_undo('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '', 'and the one before');
select duty_test.refused($$select duty.draft_undo('2027-03', pg_temp.version())$$, 'error.draft.no_undo',
    'until there is none');
select duty.draft_redo('2027-03', pg_temp.version());
select duty.draft_redo('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1 2:3!', 'redo makes them again, pins included');
select duty_test.same(jsonb_array_length(duty.roster_why(roster_id, pg_temp.shift(1)) -> 'assigned'), 1,
    'who plans sees whom the draft has, and why') from roster;
select duty_test.sign_in(duty_test.account('director'), 'roster.read');
select duty_test.same(duty.roster_why(roster_id, pg_temp.shift(1)) -> 'assigned', '[]'::jsonb,
    'a director sees no name of the draft before it is published') from roster;
select duty_test.ok(not exists (select from jsonb_array_elements(duty.page_roster('2027-03', '')::jsonb -> 'people') p
    where p ? 'balance'), 'the roster shows no balance beside that of the points');
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty_test.same(reason ->> 'decided', 'hand', 'with the reason of then') from duty.draft_assignment
    where shift_id = pg_temp.shift(2);
select duty_test.refused($$select duty.draft_redo('2027-03', pg_temp.version())$$, 'error.draft.no_redo',
    'until there is none');
select duty.draft_undo('2027-03', pg_temp.version());
select pg_temp.apply('[]', jsonb_build_array(pg_temp.row(3, 3)));
select duty_test.refused($$select duty.draft_redo('2027-03', pg_temp.version())$$, 'error.draft.no_redo',
    'a new change after undo drops what could have been done again');
select duty_test.same(string_agg(step || state, ' ' order by step), '1done 2dropped 3done',
    'which stays on record') from duty.draft_step;
select duty_test.refused($$update duty.draft_step set added = '[]'$$, '42501', 'a step''s content never changes');
select duty_test.refused($$select pg_temp.apply('[]', jsonb_build_array(pg_temp.row(1, 2) || jsonb_build_object(
    'shift', (select s.shift_id from duty.shift s join day d using (roster_id, starts) where d.n = 1
        and s.shift_id <> d.shift_id order by s.shift_id limit 1), 'provider', pg_temp.who(1))))$$,
    'draft_double_duty', 'nobody is drafted twice at once');

-- By hand.
create function pg_temp.assign(p_shift integer, p_to integer, p_from integer, p_overruling text default '')
    returns jsonb language sql as $$
    select duty.draft_assign(pg_temp.shift(p_shift)::text, pg_temp.who(p_to)::text,
        coalesce(pg_temp.who(p_from)::text, ''), '', pg_temp.version(), p_overruling)
$$;
select pg_temp.assign(1, 2, 1);
select duty_test.same(pg_temp.rows(), '1:2! 2:2 3:3', 'a hand edit replaces and pins');
select duty_test.ok(reason @> '{"decided": "hand"}' and (reason ->> 'by')::bigint = duty.current_account()
    and reason ->> 'at' = '2027-02-01T09:00' and (reason ->> 'eligible')::integer > 1
    and (reason #>> '{excluded,class}')::integer > 0,
    'who decided and when, and what kept others out, is stored') from duty.draft_assignment
    where shift_id = pg_temp.shift(1);
select duty_test.refused('select pg_temp.assign(1, 2, 2)', 'error.draft.there', 'nobody replaces themselves');
select duty_test.refused('select pg_temp.assign(1, 3, null)', 'error.draft.full', 'a full duty takes nobody more');
select duty_test.refused('select pg_temp.assign(2, 3, 1)', 'error.draft.stale', 'who is not there is not replaced');
select duty.draft_remove(pg_temp.shift(1)::text, pg_temp.who(2)::text, pg_temp.version());
select pg_temp.assign(1, 1, null);
select duty_test.same(pg_temp.rows(), '1:1! 2:2 3:3', 'somebody is taken off, and an empty place is given');
select duty.draft_pin(pg_temp.shift(2)::text, pg_temp.who(2)::text, '1', pg_temp.version());
select duty.draft_pin(pg_temp.shift(1)::text, pg_temp.who(1)::text, '0', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1 2:2! 3:3', 'pins go on and off');
select duty.draft_clear_pins('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1 2:2 3:3', 'all pins go off when somebody says so');
select duty_test.refused($$select duty.draft_clear_pins('2027-03', pg_temp.version())$$, 'error.draft.no_pins',
    'when there are any');
select duty.draft_undo('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1 2:2! 3:3', 'and come back by undo');

-- Refused by rule: each with its sentence, the law's without a way round.
create temporary table other as select s.shift_id, s.starts, s.is_night, d.kind, d.post_id, day.n from duty.shift s
    join duty.duty_post d using (center_id, post_id)
    join day on s.duty_day = day.duty_day and s.role = 'main' where s.roster_id = (select roster_id from roster);
create function pg_temp.to_other(p_day integer, p_kind text, p_night boolean, p_who bigint, p_overruling text)
    returns jsonb language sql as $$
    select duty.draft_assign((select shift_id from other where n = p_day and kind = p_kind and is_night = p_night
        and post_id <> (select min(post_id) from other where kind = 'custody_phone')
        order by shift_id limit 1)::text, p_who::text, '', '', pg_temp.version(), p_overruling)
$$;
select duty_test.refused($$select pg_temp.to_other(1, 'custody_phone', false, pg_temp.who(1), 'vì cần')$$,
    'because.overlap', 'two duties at once are refused, whatever is written');
select duty_test.refused($$select pg_temp.to_other(1, 'custody_phone', false, (select min(provider_id)
    from duty.provider where class = 'collaborator'), 'vì cần')$$, 'because.class',
    'a collaborator on custody duty is refused, whatever is written');
select duty_test.refused($$select pg_temp.to_other(1, 'custody_phone', true, pg_temp.who(1), '')$$,
    'because.rest_after', 'too little rest is refused');
select pg_temp.to_other(1, 'custody_phone', true, pg_temp.who(1), 'Không còn ai khác');
select duty_test.same(reason -> 'overruled', '{"rule": "rest", "note": "Không còn ai khác"}'::jsonb,
    'unless it is overruled in writing, which is stored') from duty.draft_assignment
    where reason ? 'overruled';
select duty.draft_undo('2027-03', pg_temp.version());
reset role;
insert into duty.absence (center_id, provider_id, during, kind) select center_id, pg_temp.who(3),
    tstzrange(lower(during) - interval '1 hour', upper(during)), 'sick' from day where n = 4;
update duty.credential set valid = daterange(lower(valid), '2027-03-20') where provider_id = pg_temp.who(1);
select duty_test.sign_in(duty_test.account('coordinator'), 'roster.draft');
select duty_test.refused('select pg_temp.assign(4, 3, null, ''vì cần'')', 'because.absence',
    'nobody stands a duty while away, whatever is written');
select duty_test.refused('select pg_temp.assign(4, 1, null, ''vì cần'')', 'because.credential',
    'nor without papers for that day');
select duty_test.refused($$select pg_temp.apply('[]', jsonb_build_array(pg_temp.row(4, 1)))$$,
    'error.duty.credential', 'and the table itself refuses it');
select duty_test.same(duty.barrier_words(pg_temp.shift(4), duty.duty_barrier_facts(pg_temp.shift(4), pg_temp.who(3)))
    ->> 'until', to_char(duty_day, 'DD/MM'), 'the sentence says until when') from day where n = 4;

-- Several changes in one step.
select duty.draft_repair('2027-03', pg_temp.version(), format('%s:%s:%s %s:%s:%s', pg_temp.shift(2), pg_temp.who(2),
    pg_temp.who(3), pg_temp.shift(3), pg_temp.who(3), pg_temp.who(2)));
select duty_test.same(pg_temp.rows(), '1:1 2:3 3:2', 'two people trade in one step');
select duty_test.same(kind || ' ' || state, 'repair done', 'as a repair') from duty.draft_step
    order by step desc limit 1;
select duty_test.refused($$select duty.draft_repair('2027-03', pg_temp.version(), '1:x')$$, 'error.field.choice',
    'changes that are none are refused');
select duty_test.refused($$select duty.draft_repair('2027-03', pg_temp.version(), '')$$, 'error.field.required',
    'so is nothing');
select duty_test.refused(format($$select duty.draft_repair('2027-03', pg_temp.version(), '%s::%s %s::%s')$$,
    a.shift_id, pg_temp.who(2), b.shift_id, pg_temp.who(2)), 'because.rest_before_night',
    'two changes that forbid each other are refused')
    from other a, other b where a.n = 4 and b.n = 4 and a.kind = 'custody_phone' and b.kind = 'custody_phone'
        and not a.is_night and b.is_night and a.post_id < b.post_id limit 1;

select duty_test.refused(format($$select duty.draft_repair('2027-03', pg_temp.version(), '%s::%s %s::%s')$$,
    pg_temp.shift(5), pg_temp.who(2), pg_temp.shift(5), pg_temp.who(3)), 'error.duty.full',
    'one step gives a duty no more people than it needs');

-- A proposal waits beside the draft.
create function pg_temp.solution(variadic p_rows integer[]) returns jsonb language sql as $$
    select jsonb_build_object('penalty', 5, 'uncovered', '[]'::jsonb, 'assignments', jsonb_agg(jsonb_build_object(
        'shift', pg_temp.shift(p_rows[i]), 'provider', pg_temp.who(p_rows[i + 1]),
        'reason', '{"decided": "fairness", "next": []}'::jsonb)))
    from generate_series(1, cardinality(p_rows), 2) i
$$;
create function pg_temp.save(p_mode text, p_solution jsonb) returns jsonb language sql as $$
    select duty.draft_save('2027-03', p_mode, '7', repeat('a', 64), pg_temp.version(), p_solution)
$$;
select duty.draft_pin(pg_temp.shift(1)::text, pg_temp.who(1)::text, '1', pg_temp.version());
select pg_temp.save('draft', pg_temp.solution(1, 1, 2, 2, 3, 2));
select duty_test.same(pg_temp.rows(), '1:1! 2:3 3:2', 'a month drawn again replaces nothing by itself');
select duty_test.same(string_agg(x ->> 'before' || '→' || (x ->> 'after'), ' ' order by x ->> 'name'),
    (select string_agg(t, ' ' order by name) from (select name, case n when 2 then '1→2' else '1→0' end as t
        from who join duty.staff() using (provider_id) where n > 1) y), 'its page says who gains and who loses')
    from jsonb_array_elements(duty.page_draft_diff('2027-03') #> '{proposal,people}') x;
select duty_test.same(duty.page_draft_diff('2027-03') #>> '{proposal,old,told}'
    || (duty.page_draft_diff('2027-03') #>> '{proposal,new,told}'), '32', 'and how many would be told');
select duty.draft_take('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1! 2:2 3:2', 'taken, it is the draft; pins survive');
select duty_test.same(draft ->> 'penalty', '5', 'with its record') from duty.roster
    where roster_id = (select roster_id from roster);
select duty.draft_undo('2027-03', pg_temp.version());
select duty_test.same(pg_temp.rows(), '1:1! 2:3 3:2', 'undo brings the old draft back');
select duty_test.refused($$select duty.draft_take('2027-03', pg_temp.version())$$, 'error.draft.no_proposal',
    'taken twice it cannot be');
select pg_temp.save('draft', pg_temp.solution(1, 1, 2, 2, 3, 2));
select duty.draft_pin(pg_temp.shift(1)::text, pg_temp.who(1)::text, '0', pg_temp.version());
select duty_test.refused($$select duty.draft_take('2027-03', pg_temp.version())$$, 'error.draft.stale',
    'after a change of the draft it no longer fits');
select duty.draft_drop('2027-03');
select duty_test.refused($$select duty.draft_drop('2027-03')$$, 'error.draft.no_proposal', 'thrown away, it is gone');
select duty_test.refused(format($$select duty.draft_save('2027-03', 'fill', '7', repeat('a', 64), '%s', '{}')$$,
    pg_temp.version()::integer - 1), 'error.draft.stale', 'a run for an older draft is not kept');
select pg_temp.save('fill', pg_temp.solution(1, 1, 2, 3, 3, 2, 4, 2));
select duty_test.same(pg_temp.rows(), '1:1 2:3 3:2 4:2', 'filling adds to what is there, at once');
select duty_test.same(reason ->> 'decided', 'repair', 'and who stood before keeps the reason of then')
    from duty.draft_assignment where shift_id = pg_temp.shift(2);

-- What is published is where a draft starts.
select duty.roster_publish('2027-03', '', '0', 'bản thử');
select duty.draft_remove(pg_temp.shift(1)::text, pg_temp.who(1)::text, pg_temp.version());
select duty_test.same(string_agg(change, ' '), 'removed', 'a change after publication is pending')
    from duty.roster_diff((select roster_id from roster)) where change <> 'kept';
reset role;
update duty.clock set shift = (select lower(during) + interval '1 minute' from day where n = 2) - now();
select duty_test.sign_in(duty_test.account('administrator'), 'roster.draft');
select duty_test.refused('select pg_temp.assign(1, 2, null)', 'error.draft.over', 'a duty that is over is history');
select duty_test.same(string_agg(w.n::text, ' '), '3', 'what has begun stays with whom it began')
    from jsonb_to_recordset(duty.roster_problem('2027-03') -> 'pinned') x(shift bigint, provider bigint)
    join who w on w.provider_id = x.provider where x.shift = pg_temp.shift(2);
select pg_temp.assign(2, 1, 3);
select duty_test.same(string_agg(w.n::text, ' '), '1', 'unless it is given to somebody else by hand')
    from jsonb_to_recordset(duty.roster_problem('2027-03') -> 'pinned') x(shift bigint, provider bigint)
    join who w on w.provider_id = x.provider where x.shift = pg_temp.shift(2);
rollback;
