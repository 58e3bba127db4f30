-- The machinery of test_sequences.py: two small Centres (one with nothing drawn, one published), an
-- interpreter for steps (each a kind and three numbers that mean something in any state), and what
-- must be true after every step. Everything runs as duty_app; only the clock is moved from above.
create schema duty_seq;
grant usage on schema duty_seq to duty_app;

create table duty_seq.person (
    center_id bigint, n integer, provider_id bigint, account_id bigint, primary key (center_id, n));
grant select on duty_seq.person to duty_app;

create function duty_seq.set_clock(p_at timestamptz) returns void
language sql security definer as $$
    update duty.clock set shift = p_at - pg_catalog.now()
$$;
create function duty_seq.move_clock(p_hours integer) returns void
language sql security definer as $$
    update duty.clock set shift = shift + make_interval(hours => p_hours)
$$;

-- From here on, the account of this person (0: the coordinator).
create function duty_seq.be(p_center bigint, p_n integer) returns void
language plpgsql as $$
declare
    v duty_seq.person;
begin
    select * into v from duty_seq.person where center_id = p_center and n = p_n;
    perform set_config('app.center_id', p_center::text, true),
        set_config('app.account_id', v.account_id::text, true),
        set_config('app.role', case p_n when 0 then 'coordinator' else 'provider' end, true),
        set_config('app.provider_id', coalesce(v.provider_id::text, ''), true);
end $$;

-- A Centre with one custody post (main by day and night, backup by day) and one court telephone, both
-- for four days, and seven people who may stand them beside one who may not.
create function duty_seq.make(p_code text) returns bigint
language plpgsql as $$
declare
    v_center bigint;
    v_area bigint;
    v_police bigint;
    v_court bigint;
    v_custody bigint;
    v_phone bigint;
    v_place bigint;
    v_person bigint;
    v_account bigint;
    v_provider bigint;
    v_days constant daterange := '[2027-03-01,2027-03-05)';
begin
    insert into duty.center (code, name) values (p_code, 'Trung tâm ' || p_code)
        returning center_id into v_center;
    insert into duty.place (center_id, name) values (v_center, 'Thị xã') returning place_id into v_place;
    insert into duty.area (center_id, name) values (v_center, 'Khu vực') returning area_id into v_area;
    insert into duty.org_unit (center_id, kind, code, name, place_id, email, valid) values
        (v_center, 'police_body', 'cqdt', 'Cơ quan điều tra', v_place, 'a@example.vn', '[2025-07-01,)')
        returning org_id into v_police;
    insert into duty.org_unit (center_id, kind, code, name, place_id, email, valid) values
        (v_center, 'court', 'toa', 'Tòa án khu vực', v_place, 'b@example.vn', '[2025-07-01,)')
        returning org_id into v_court;
    insert into duty.duty_post (center_id, kind, org_id, area_id, name, valid) values
        (v_center, 'custody_phone', v_police, v_area, 'Trực điều tra', v_days)
        returning post_id into v_custody;
    insert into duty.duty_post (center_id, kind, org_id, area_id, name, valid) values
        (v_center, 'court_phone', v_court, v_area, 'Trực Tòa', v_days) returning post_id into v_phone;
    insert into duty.demand_rule (center_id, post_id, role, day_types, starts, ends, points, priority, valid)
        select v_center, p, r, '{work,weekend}', s, e, pt, 9, v_days
        from (values (v_custody, 'main', time '07:00', time '19:00', 100),
            (v_custody, 'main', '19:00', '07:00', 160), (v_custody, 'backup', '07:00', '19:00', 60),
            (v_phone, 'main', '07:30', '17:00', 80)) x(p, r, s, e, pt);
    for i in 0..8 loop
        insert into duty.person (center_id, full_name) values (v_center, 'Người ' || i)
            returning person_id into v_person;
        insert into duty.contact (center_id, person_id, channel, address, verified_at)
            values (v_center, v_person, 'sms', '+8490000' || to_char(v_person, 'FM0000'), now());
        insert into duty.account (center_id, person_id, login, password_hash, role)
            values (v_center, v_person, 'nguoi.' || i, '*',
                case i when 0 then 'coordinator' else 'provider' end) returning account_id into v_account;
        v_provider := null;
        if i > 0 then
            insert into duty.provider (center_id, person_id, class, home_place, first_day)
                values (v_center, v_person, case when i = 8 then 'collaborator' when i > 4
                    then 'contract_lawyer' else 'officer' end, v_place, '2025-07-01')
                returning provider_id into v_provider;
            insert into duty.credential (center_id, provider_id, kind, number, valid)
                values (v_center, v_provider, case when i = 8 then 'collaborator_card' when i > 4
                    then 'contract' else 'officer_card' end, 'S' || i, '[2025-07-01,2027-06-01)');
            insert into duty.area_charge (center_id, provider_id, area_id, valid)
                values (v_center, v_provider, v_area, '[2025-07-01,)');
            insert into duty.feed (center_id, kind, provider_id, changed_at)
                values (v_center, 'provider', v_provider, duty.now());
        end if;
        insert into duty_seq.person values (v_center, i, v_provider, v_account);
    end loop;
    insert into duty.audit_head values (v_center, 0, repeat('0', 64));
    return v_center;
end $$;

-- The first month of a Centre: every place to the first person who may stand it, published.
create function duty_seq.draw(p_center bigint) returns void
language plpgsql as $$
declare
    v_roster bigint;
    v record;
begin
    select roster_id into v_roster from duty.roster where center_id = p_center;
    for v in select shift_id from duty.shift where center_id = p_center order by starts, shift_id loop
        perform duty.draft_apply(v_roster, 'draft', '[]', (
            select jsonb_build_array(jsonb_build_object('shift', v.shift_id, 'provider', p.provider_id,
                'reason', '{"decided": "fairness"}'::jsonb))
            from duty_seq.person p
            where p.center_id = p_center and p.provider_id is not null
                and duty.duty_barrier(v.shift_id, p.provider_id) is null
            order by (p.n + v.shift_id) % 7 limit 1));
    end loop;
    perform duty.roster_publish('2027-03', 'Tháng 3', '0', null);
end $$;

-- One step. What it means depends on the state; a step that means nothing there is refused.
create function duty_seq.step(p_center bigint, p_kind text, p_a integer, p_b integer, p_c integer)
    returns void
language plpgsql as $$
declare
    r duty.roster;
    v_shifts constant bigint[] := array(select shift_id from duty.shift
        where center_id = p_center order by shift_id);
    v_shift constant bigint := v_shifts[1 + p_a % cardinality(v_shifts)];
    v_who constant bigint := (select provider_id from duty_seq.person
        where center_id = p_center and n = 1 + p_b % 8);
    v_from bigint;
    v_swap duty.swap;
    v_duty duty.assignment;
begin
    perform duty_seq.be(p_center, 0);
    select * into r from duty.roster where center_id = p_center;
    case p_kind
    when 'edit' then
        select provider_id into v_from from duty.draft_assignment
            where center_id = p_center and shift_id = v_shift order by provider_id limit 1;
        perform duty.draft_assign(v_shift::text, v_who::text, v_from::text, '', r.draft_version::text,
            case when p_c % 5 = 0 then 'gấp' end);
    when 'remove' then
        select provider_id into strict v_from from duty.draft_assignment
            where center_id = p_center and shift_id = v_shift order by provider_id limit 1;
        perform duty.draft_remove(v_shift::text, v_from::text, r.draft_version::text);
    when 'redraw' then -- as the engine's solution arrives: unpinned rows of others, no questions asked
        perform duty.draft_apply(r.roster_id, 'draft', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id)), '[]')
            from duty.draft_assignment where center_id = p_center and not is_pinned
                and shift_id = v_shift), jsonb_build_array(jsonb_build_object('shift', v_shift,
            'provider', v_who, 'reason', '{"decided": "tie"}'::jsonb)));
    when 'undo' then
        perform duty.draft_undo('2027-03', r.draft_version::text);
    when 'redo' then
        perform duty.draft_redo('2027-03', r.draft_version::text);
    when 'publish' then
        perform duty.roster_publish('2027-03', '', r.version::text,
            case when p_c % 2 = 0 then 'thiếu người' end);
    when 'unpublish' then
        perform duty.roster_unpublish('2027-03', r.version::text, 'nhầm');
    when 'absence' then
        perform duty.absence_enter(v_who::text, 'leave', (date '2027-03-01' + p_a % 4)::text,
            (date '2027-03-01' + p_a % 4 + p_c % 2)::text, '', '', '', '');
    when 'cancel' then
        perform duty.absence_decide((select absence_id::text from duty.absence
            where center_id = p_center and state = 'approved' order by absence_id
            offset p_a % 3 limit 1), 'cancel');
    when 'clock' then
        perform duty_seq.move_clock(1 + p_a % 30);
        perform duty_seq.expire(p_center);
    else
        select * into v_swap from duty.swap where center_id = p_center
            and state in ('asked', 'taken') order by swap_id offset p_a % greatest(1, (select count(*)
                from duty.swap where center_id = p_center and state in ('asked', 'taken'))) limit 1;
        if found and p_kind <> 'ask' then
            perform duty_seq.answer(v_swap, case when p_kind = 'approve' and v_swap.state = 'asked'
                then 'take' else p_kind end, v_who, p_c);
            return;
        end if;
        select * into strict v_duty from duty.assignment where center_id = p_center and state = 'published'
            order by assignment_id offset p_a % 12 limit 1;
        perform duty_seq.be(p_center, case when p_b % 3 = 0 then 0 else (select n from duty_seq.person
            where center_id = p_center and provider_id = v_duty.provider_id) end);
        perform duty.swap_ask(v_duty.assignment_id::text,
            (array['give', 'give', 'exchange', 'handover'])[1 + p_c % 4],
            case when p_b % 2 = 0 then v_who::text else '' end, (select assignment_id::text
                from duty.assignment where center_id = p_center and state = 'published'
                    and provider_id <> v_duty.provider_id order by assignment_id offset p_b % 12 limit 1),
            '', '', case when p_b % 5 = 0 then '1' else '' end);
    end case;
end $$;

-- A step of an open swap, by whoever may do it or, every third time, by the coordinator for them.
create function duty_seq.answer(p_swap duty.swap, p_kind text, p_who bigint, p_c integer) returns void
language plpgsql as $$
declare
    v_actor constant bigint := case p_kind when 'withdraw' then p_swap.provider_id
        when 'return' then p_swap.taker_id else coalesce(p_swap.to_provider, p_who) end;
begin
    if p_c % 3 > 0 and p_kind <> 'approve' and v_actor is not null then
        perform duty_seq.be(p_swap.center_id, (select n from duty_seq.person
            where center_id = p_swap.center_id and provider_id = v_actor));
    end if;
    case p_kind
    when 'take' then
        perform duty.swap_take(p_swap.swap_id::text, v_actor::text);
    when 'approve' then
        perform duty.swap_approve(p_swap.swap_id::text, '');
    when 'refuse' then
        perform duty.swap_leave(p_swap.swap_id::text, 'refused', '');
    when 'withdraw' then
        perform duty.swap_leave(p_swap.swap_id::text, 'withdrawn', '');
    when 'return' then
        perform duty.swap_leave(p_swap.swap_id::text, 'returned', '');
    end case;
end $$;

create function duty_seq.expire(p_center bigint) returns void
language plpgsql as $$
begin
    perform duty_seq.be(p_center, 0);
    perform duty.swap_expire();
end $$;

-- What is seen after a step, to compare the next one with: each calendar entry's sequence and state,
-- each calendar's version, each version's bytes, the swaps made so far.
create function duty_seq.look(p_center bigint) returns jsonb
language sql stable as $$
    select jsonb_build_object(
        'duties', (select coalesce(jsonb_object_agg(a.assignment_id, jsonb_build_array(a.sequence,
            a.state, s.starts, s.ends)), '{}')
            from duty.assignment a join duty.shift s using (center_id, shift_id)
            where a.center_id = p_center),
        'feeds', (select jsonb_object_agg(feed_id, version) from duty.feed
            where center_id = p_center),
        'versions', (select coalesce(jsonb_object_agg(version, md5(v::text)), '{}')
            from duty.roster_version v where center_id = p_center),
        'swapped', (select coalesce(jsonb_object_agg(swap_id, 'swapped: ' || kind), '{}')
            from duty.swap where center_id = p_center and state = 'approved'))
$$;

-- The promises that do not hold. p_before: duty_seq.look before the step.
create function duty_seq.broken(p_center bigint, p_before jsonb, p_after jsonb) returns text[]
language plpgsql stable as $$
begin
    return array(
        with stood as materialized (
            select a.assignment_id, a.provider_id, s.shift_id, s.post_id, s.role, s.during, s.points
            from duty.assignment a join duty.shift s using (center_id, shift_id)
            where a.center_id = p_center and a.state = 'published'
        ), newest as (
            select v.* from duty.roster r join duty.roster_version v using (center_id, roster_id, version)
            where r.center_id = p_center
        ), told(promise) as (
            select 'nobody stands two duties at once' from stood a join stood b
                on a.provider_id = b.provider_id and a.assignment_id < b.assignment_id
                and a.during && b.during
            union all
            select 'main is never the backup' from stood a join stood b
                on a.provider_id = b.provider_id and a.post_id = b.post_id and a.role < b.role
                and a.during && b.during
            union all
            select 'the diary of a person is the duties published'
                from (select provider_id, during, assignment_id from stood) x
                full join (select provider_id, during, ref_id as assignment_id from duty.commitment
                    where center_id = p_center and kind = 'duty') y
                    using (provider_id, during, assignment_id)
                where x.provider_id is null or y.provider_id is null
            union all
            select 'no custody minute is uncovered without an overruling' from newest n
                cross join lateral (
                    select '{[2027-03-01 00:00+00,2027-03-05 00:00+00)}'::tstzmultirange
                        * tstzmultirange(tstzrange(n.published_at, null))
                        - coalesce((select range_agg(s.during) from stood s
                            join duty.duty_post d on d.center_id = p_center and d.post_id = s.post_id
                            where s.role = 'main' and d.kind = 'custody_phone'), '{}') as gap) g
                where n.overruling is null and not isempty(g.gap)
            union all
            select 'a published version never changes'
                from jsonb_each(p_before -> 'versions') v
                where p_after -> 'versions' -> v.key is distinct from v.value
            union all
            select 'the hash of a version follows from what it says' from duty.roster_version v
                left join duty.roster_version b on b.center_id = v.center_id
                    and b.roster_id = v.roster_id and b.version = v.version - 1
                where v.center_id = p_center and v.hash <> duty.version_hash(v, b.hash)
            union all
            select 'the newest version is what is published' from newest n
                where (select coalesce(jsonb_agg(jsonb_build_array(x.shift, x.provider)
                        order by x.shift, x.provider), '[]')
                    from (select (c ->> 'shift')::bigint as shift, (p ->> 'provider')::bigint as provider
                        from jsonb_array_elements(n.content) c
                        cross join jsonb_array_elements(c -> 'people') p) x)
                    <> (select coalesce(jsonb_agg(jsonb_build_array(shift_id, provider_id)
                        order by shift_id, provider_id), '[]') from stood)
            union all
            select 'the ledger is the duties published'
                from (select assignment_id, points from stood) x
                full join (select assignment_id, sum(points) as points from duty.ledger_entry
                    where center_id = p_center and assignment_id is not null group by 1) y
                    using (assignment_id)
                where coalesce(x.points, 0) <> coalesce(y.points, 0)
            union all
            select 'a calendar entry''s sequence never falls, and rises when it changes'
                from jsonb_each(p_before -> 'duties') d
                where (p_after -> 'duties' -> d.key ->> 0)::integer < (d.value ->> 0)::integer
                    or p_after -> 'duties' -> d.key is null
                    or (p_after -> 'duties' -> d.key) - 0 <> d.value - 0
                        and (p_after -> 'duties' -> d.key ->> 0)::integer <= (d.value ->> 0)::integer
            union all
            select 'a feed''s version never falls' from jsonb_each(p_before -> 'feeds') f
                where (p_after -> 'feeds' ->> f.key)::bigint < f.value::bigint
            union all
            select 'an open swap is of a duty its owner stands' from duty.swap w
                where w.center_id = p_center and w.state in ('asked', 'taken') and not exists (
                    select from stood s where s.assignment_id = w.assignment_id
                        and s.provider_id = w.provider_id))
        select distinct promise from told);
end $$;

-- Whether a step could be done; what it said when it was refused. A refused step leaves no trace.
create function duty_seq.try(p_center bigint, p_step jsonb) returns text
language plpgsql as $$
declare
    v_said text;
begin
    perform duty_seq.be(p_center, 0);
    begin
        perform duty_seq.step(p_center, p_step ->> 0, (p_step ->> 1)::integer,
            (p_step ->> 2)::integer, (p_step ->> 3)::integer);
        set constraints all immediate;
    exception
        when no_data_found or exclusion_violation or unique_violation or check_violation
                or sqlstate 'DU409' or sqlstate 'DU422' or sqlstate 'DU404' or sqlstate 'DU403' then
            get stacked diagnostics v_said = message_text;
    end;
    set constraints all deferred;
    perform duty_seq.be(p_center, 0);
    return v_said;
end $$;

-- Tries each of these steps from the present state, and from there each of the steps that follow it:
-- [[step, [what follows]]]; the state is as before when it returns. So sequences with the same
-- beginning share it. Returns {sequences, done, refused, broken: {promise, path}}, path the steps'
-- places in p_steps; stops at the first promise broken.
create function duty_seq.grow(p_center bigint, p_before jsonb, p_steps jsonb) returns jsonb
language plpgsql as $$
declare
    v_all jsonb := '{"sequences": 0, "done": [], "refused": []}';
    v_one jsonb;
    v_after jsonb;
    v_said text;
    v_broken text;
    v_next jsonb;
begin
    for i in 0 .. jsonb_array_length(p_steps) - 1 loop
        v_one := p_steps -> i;
        v_next := null;
        begin
            v_said := duty_seq.try(p_center, v_one -> 0);
            v_after := case when v_said is null then duty_seq.look(p_center) else p_before end;
            v_broken := case when v_said is null
                then (duty_seq.broken(p_center, p_before, v_after))[1] end;
            if v_broken is null and v_one -> 1 <> '[]' then
                v_next := duty_seq.grow(p_center, v_after, v_one -> 1);
            end if;
            raise sqlstate 'SEQ00';
        exception when sqlstate 'SEQ00' then
            null; -- undone; what was found out is in the variables
        end;
        v_all := jsonb_build_object(
            'sequences', (v_all -> 'sequences')::integer
                + coalesce((v_next -> 'sequences')::integer, 1),
            'done', (v_all -> 'done') || coalesce(v_next -> 'done', '[]')
                || case when v_said is null then jsonb_build_array(v_one -> 0 -> 0) || (
                    select coalesce(jsonb_agg(x.value), '[]') from jsonb_each(v_after -> 'swapped') x
                    where p_before -> 'swapped' -> x.key is null) else '[]' end,
            'refused', (v_all -> 'refused') || coalesce(v_next -> 'refused', '[]')
                || case when v_said is null then '[]'
                    else jsonb_build_array((v_one -> 0 ->> 0) || ': ' || v_said) end,
            'broken', case when v_broken is not null
                then jsonb_build_object('promise', v_broken, 'path', jsonb_build_array(i))
                else jsonb_set(nullif(v_next -> 'broken', 'null'), '{path}', jsonb_build_array(i)
                    || (v_next #> '{broken,path}')) end);
        exit when v_all -> 'broken' <> 'null';
    end loop;
    return v_all;
end $$;

create function duty_seq.start(p_center bigint, p_steps jsonb) returns jsonb
language plpgsql as $$
begin
    perform duty_seq.be(p_center, 0);
    return duty_seq.grow(p_center, duty_seq.look(p_center), p_steps);
end $$;

-- The clock's work is done by the same role here: switching roles would plan every query anew.
grant execute on function duty.swap_expire() to duty_app;
