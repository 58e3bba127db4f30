-- Policies, quiet hours, choices and texts: who is told how is data, and what may not be written is refused.
\ir lib/duty_test.sql
\ir lib/hearing.sql
begin;
update duty.clock set shift = '2027-03-01 09:00+07'::timestamptz - now();
create temporary table who as select p.person_id from duty.provider p, duty_test.fixed
    where p.center_id = 1 and p.provider_id = one;
grant select on who to public;
create function pg_temp.told(p_event text) returns text language sql security definer as $$
    select coalesce(string_agg(concat_ws(' ', channel, priority, policy, state, reason), ', '
        order by channel desc), '')
    from duty.notice where starts_with(dedupe_key, p_event || ':')
$$;
create function pg_temp.tell(p_template text, p_event text, p_deadline timestamptz default null,
    p_params jsonb default '{}') returns integer language plpgsql as $$
declare
    v_role constant text := current_setting('role');
    v integer;
begin
    reset role;
    perform set_config('app.center_id', '1', true);
    v := duty.notice_tell((select person_id from who), p_template, p_event, p_params,
        coalesce(p_deadline, duty.now() + interval '9 days'));
    perform set_config('role', v_role, true);
    return v;
end $$;

-- Every kind is ruled on, and every text has its kind.
select duty_test.same(string_agg(distinct n.key, ' '), null, 'every shipped text is of a known kind')
    from duty.notice_template n where not exists (select from duty.notice_kind k where k.key = n.key);
select duty_test.same(string_agg(k.key, ' '), null, 'every kind has a policy without conditions')
    from duty.notice_kind k where not exists (select from duty.notice_default d where d.template = k.key
        and role is null and severity is null and lead_minutes is null);
select duty_test.same(string_agg(concat_ws(' ', key, channel, language), ', '), null,
    'every shipped text may be written by the rules for the Centre''s own')
    from duty.notice_template n where not exists (select from (select
        duty.template_check(key, 'subject', subject), duty.template_check(key, 'body', body)) x);

-- Which row decides.
select duty_test.same(pg_temp.tell('hearing.assigned', 'a'), 2, 'a hearing is told on both channels at once');
select duty_test.same(pg_temp.told('a'), 'sms 7 twice queued, mail 7 twice queued', 'as the shipped policy says');
select duty_test.same(pg_temp.tell('hearing.assigned', 'a'), 0, 'the same event is told once');
select pg_temp.tell('hearing.assigned', 'near', duty.now() + interval '20 hours');
select duty_test.same(pg_temp.told('near'), 'sms 9 twice queued, mail 9 twice queued',
    'what is near is more urgent');
select pg_temp.tell('hearing.moved', 'shift', null, '{"severity": "shift"}');
select duty_test.ok(bundle, 'a small change may go with others') from duty.notice
    where starts_with(dedupe_key, 'shift:') and channel = 'sms';
select duty_test.same((duty.notice_policy_for(1, person_id, 'hearing.moved', 'break',
    duty.now() + interval '9 days'))
    .is_confirmed, true, 'a break has to be confirmed') from who;
select duty_test.same(pg_temp.tell('hearing.reminder', 'r'), 1, 'a reminder takes one channel');
select duty_test.same(pg_temp.told('r'), 'sms 4 twice queued', 'the first of the order');

-- The Centre's own policy, from a day on, by its administrator alone.
select duty_test.sign_in(duty_test.account('coordinator'), 'policy.read');
select duty_test.refused($$select duty_test.sign_in(duty_test.account('coordinator'), 'policy.write')$$,
    'error.forbidden', 'a coordinator changes no policy');
select duty_test.sign_in(duty_test.account('administrator'), 'policy.write');
select duty_test.refused($$select duty.policy_put('roster.changed', '{"way": "sms", "from": "2027-03-02"}')$$,
    'error.field.required', 'a policy needs its basis');
select duty_test.refused($$select duty.policy_put('roster.changed', '{"way": "sms", "from": "2027-02-28",
    "legal_basis": "QC 1"}')$$, 'error.policy.past', 'and does not begin in the past');
select duty_test.refused($$select duty.policy_put('swap.open', '{"way": "sms", "from": "2027-03-02",
    "legal_basis": "QC 1"}')$$, 'error.policy.no_text', 'a channel for which there are no words is refused');
select duty.policy_put('roster.changed', '{"way": "mail_sms", "from": "2027-03-02", "legal_basis": "QC 1",
    "unknown": "never", "priority": "3"}');
select pg_temp.tell('roster.changed', 'today');
select duty_test.same(pg_temp.told('today'), 'sms 5 twice queued, mail 5 twice queued',
    'until its day the shipped one counts');
reset role;
update duty.clock set shift = '2027-03-02 09:00+07'::timestamptz - now();
delete from duty.session; -- they are over by now
select pg_temp.tell('roster.changed', 'own');
select duty_test.same(pg_temp.told('own'), 'mail 3 never queued', 'from its day on the Centre''s own decides');
select duty_test.sign_in(duty_test.account('administrator'), 'policy.write');
select duty.policy_put('roster.changed', '{"way": "sms", "role": "provider", "from": "2027-03-02",
    "legal_basis": "QC 2"}');
select pg_temp.tell('roster.changed', 'role');
select duty_test.same(pg_temp.told('role'), 'sms 5 twice queued',
    'and the row that knows the receiver''s role before it');
select duty.policy_end('roster.changed', policy_id::text) from duty.notice_policy where role = 'provider';
select pg_temp.tell('roster.changed', 'ended');
select duty_test.same(pg_temp.told('ended'), 'mail 3 never queued', 'a row that has ended does not count');
select duty.policy_put('roster.changed', '{"way": "sms", "from": "2027-03-10", "legal_basis": "QC 3"}');
select duty_test.same(string_agg(valid::text, ' ' order by valid), '[2027-03-02,2027-03-10) [2027-03-10,)',
    'a new row ends the one before it') from duty.notice_policy where template = 'roster.changed';
select duty_test.refused($$update duty.notice_policy set priority = 9$$, '42501', 'rows are not rewritten');
select duty_test.same(count(*), 4::bigint, 'each step is on record') from duty.audit
    where action in ('policy.put', 'policy.end');
select duty_test.sign_in('.dieuphoi', 'policy.read');
select duty_test.same(count(*), 0::bigint, 'the neighbour has none of it') from duty.notice_policy;
reset role;

-- Quiet hours, by the kind of day.
select duty_test.sign_in(duty_test.account('administrator'), 'policy.write');
select duty_test.refused($$select duty.policy_hours_put('{"work_opens": "21:00", "work_closes": "07:00",
    "off_opens": "8:00", "off_closes": "20:00", "legal_basis": "QC"}')$$, 'error.policy.hours',
    'a day''s hours end after they begin');
select duty.policy_hours_put('{"work_opens": "7:00", "work_closes": "21:00", "off_opens": "8:00",
    "off_closes": "20:00", "legal_basis": "QC"}');
reset role;
create function pg_temp.leaves(p_template text, p_at text, p_deadline text) returns text language sql as $$
    select to_char(duty.notice_quiet_until(1, person_id, p_template, (p_at || '+07')::timestamptz,
        (p_deadline || '+07')::timestamptz) at time zone 'Asia/Ho_Chi_Minh', 'DD/MM HH24:MI') from who
$$;
select duty_test.same(pg_temp.leaves('roster.published', '2027-03-03 20:59', '2027-03-09'), '03/03 20:59',
    'within the hours it leaves at once');
select duty_test.same(pg_temp.leaves('roster.published', '2027-03-03 21:00', '2027-03-09'), '04/03 07:00',
    'after them in the morning');
select duty_test.same(pg_temp.leaves('roster.published', '2027-03-04 05:00', '2027-03-09'), '04/03 07:00',
    'before them when they begin');
select duty_test.same(pg_temp.leaves('roster.published', '2027-03-05 21:30', '2027-03-09'), '06/03 08:00',
    'and on a Saturday later');
select duty_test.same(pg_temp.leaves('roster.published', '2027-03-06 20:30', '2027-03-09'), '07/03 08:00',
    'a day off ends earlier');
select duty_test.same(pg_temp.leaves('roster.published', '2027-03-03 22:00', '2027-03-04 06:30'), '03/03 22:00',
    'what would come too late by then leaves at once');
select duty_test.same(pg_temp.leaves('hearing.moved', '2027-03-02 22:00', '2027-03-03 08:00'), '02/03 22:00',
    'and so does what is urgent');
update duty.clock set shift = '2027-03-03 22:00+07'::timestamptz - now();
select pg_temp.tell('roster.published', 'night');
select duty_test.same(pg_temp.told('night'), 'sms 5 twice held quiet, mail 5 twice held quiet',
    'a message at night is held, and says why');
update duty.clock set shift = '2027-03-03 10:00+07'::timestamptz - now();
delete from duty.session;

-- What people choose.
select duty_test.sign_in(login, 'me.write') from duty.account a join who using (person_id);
select duty.notice_choose('{"prefers": "mail", "language": "km", "is_daily": "1", "on_hearing.reminder": "1"}');
select duty_test.same(p.language || ' ' || c.is_daily || ' ' || c.is_weekly, 'km true false',
    'a person chooses language and digests') from duty.person p join duty.notice_choice c using (center_id, person_id)
    join who using (person_id);
select duty_test.same('duty.reminder' = any (off) and not 'hearing.reminder' = any (off), true,
    'what is not ticked is switched off') from duty.notice_choice join who using (person_id);
select pg_temp.tell('hearing.reminder', 'prefers');
select duty_test.same(pg_temp.told('prefers'), 'mail 4 twice queued', 'the preferred channel comes first');
select duty_test.same(pg_temp.tell('duty.reminder', 'off'), 0, 'what is switched off is not sent');
select duty_test.same(pg_temp.tell('hearing.cancelled', 'must'), 2, 'what has to be told comes both ways all the same');
select duty_test.refused(format($$select duty.notice_switch(1, %s, 'hearing.moved', true)$$, person_id),
    'error.notice.not_optional', 'what has to be told cannot be switched off') from who;
select duty_test.same(count(*), 1::bigint, 'nobody sees what others chose') from duty.notice_choice;

-- When a channel has failed.
reset role;
update duty.notice set state = 'failed', ended_at = duty.now() where starts_with(dedupe_key, 'prefers:');
select duty_test.same(duty.notice_next(1, notice_id), true, 'after a failure the next channel is tried')
    from duty.notice where starts_with(dedupe_key, 'prefers:');
select duty_test.same(string_agg(split_part(dedupe_key, ':', 1) || ' ' || channel, ', ' order by notice_id),
    'prefers mail, prefers sms', 'with the same words') from duty.notice where starts_with(dedupe_key, 'prefers:');
select duty_test.same(duty.notice_next(1, notice_id), false, 'not when another channel may still reach them')
    from duty.notice where starts_with(dedupe_key, 'must:') and channel = 'sms';
update duty.notice set state = 'failed', ended_at = duty.now(), reason = null
    where starts_with(dedupe_key, 'prefers:');
select duty.notice_next(1, notice_id) from duty.notice where starts_with(dedupe_key, 'prefers:') and channel = 'sms';
select duty_test.same(count(*), 1::bigint, 'when none is left somebody is asked to see to it') from duty.task t
    join duty.notice n using (center_id, notice_id) where starts_with(n.dedupe_key, 'prefers:');
-- What is no longer so does not leave again.
delete from duty.session;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null) ->> 'hearing_id')::bigint as id;
create temporary table old as select n.* from duty.notice n, h
    where dedupe_key like 'hearing:' || id || ':%' and channel = 'sms';
reset role;
update duty.notice n set state = 'failed', ended_at = duty.now() from h
    where dedupe_key like 'hearing:' || id || ':%';
select duty_test.same(duty.notice_is_over(o::text::duty.notice), false, 'a hearing that stands may be told again')
    from old o;
select duty_test.save(id, p_state => 'cancelled') from h;
select duty_test.same(duty.notice_is_over(o::text::duty.notice), true, 'one that was cancelled since may not')
    from old o;
select count(*) as before from duty.notice \gset
select duty_test.same(duty.notice_next(1, notice_id), false, 'nor by another channel when the first fails late')
    from old;
select duty_test.same(count(*), :before::bigint, 'and nothing was written') from duty.notice;
rollback;

-- Channels in order, and what somebody heard on the second one.
begin;
update duty.clock set shift = '2027-03-01 09:00+07'::timestamptz - now();
select duty_test.sign_in(duty_test.account('administrator'), 'policy.write');
select duty.policy_put(k, '{"way": "sms_mail", "from": "2027-03-01", "legal_basis": "QC 1"}')
    from unnest(array['hearing.assigned', 'hearing.cancelled']) k;
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null) ->> 'hearing_id')::bigint as id;
create function pg_temp.heard() returns text language sql security definer as $$
    select string_agg(split_part(template, '.', 2) || ' ' || channel || ' ' || n.state, ', ' order by notice_id)
    from duty.notice n, h where dedupe_key like 'hearing:' || id || ':%'
$$;
grant select on h to public;
select duty_test.same(pg_temp.heard(), 'assigned sms queued', 'in order, the first channel alone is used');
reset role;
update duty.notice n set state = 'failed', ended_at = duty.now() from h
    where dedupe_key like 'hearing:' || id || ':%';
select duty.notice_next(1, notice_id) from duty.notice n, h where dedupe_key like 'hearing:' || id || ':%';
select duty_test.same(pg_temp.heard(), 'assigned sms failed, assigned mail queued', 'the second when it has failed');
set local role duty_jobs;
select duty.notice_record((select jsonb_agg(jsonb_build_object('center_id', c -> 'center_id', 'notice_id',
    c -> 'notice_id', 'n', c -> 'n', 'outcome', 'ok'))
    from jsonb_array_elements(duty.notice_claim(100, 60, 'mail')) c));
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, p_state => 'cancelled') from h;
select duty_test.same(pg_temp.heard(), 'assigned sms failed, assigned mail sent, cancelled mail queued',
    'whoever heard of it on the second hears there that it is off');
rollback;

-- What has to be known by the nearer of two hours.
begin;
update duty.clock set shift = '2027-03-01 09:00+07'::timestamptz - now();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
create temporary table h as select (duty_test.save(null, '2027-03-24') ->> 'hearing_id')::bigint as id;
select duty_test.send_all();
create function pg_temp.waits(p_provider bigint default duty_test.one()) returns text
language sql security definer as $$
    select string_agg(concat_ws(' ', channel, priority, state), ', ' order by channel)
    from (select distinct on (channel) * from duty.notice n join duty.provider p using (center_id, person_id), h
        where dedupe_key like 'hearing:' || id || ':%' and provider_id = p_provider
        order by channel, notice_id desc) n
$$;
grant select on h to public;
reset role;
delete from duty.session;
delete from duty.quiet_hours; -- the demonstration writes at every hour
update duty.clock set shift = '2027-03-02 22:00+07'::timestamptz - now();
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, '2027-03-03', '07:30') from h;
select duty_test.same(pg_temp.waits(), 'mail 9 queued, sms 9 queued',
    'a hearing put forward to tomorrow morning wakes whoever had another day in mind');
select duty_test.send_all();
select duty_test.save(id, '2027-03-24', '07:30') from h;
select duty_test.same(pg_temp.waits(), 'mail 9 queued, sms 9 queued',
    'and so does one put back that was to be tomorrow');
select duty_test.send_all();
select duty_test.save(id, '2027-03-25', '07:30') from h;
select duty_test.same(pg_temp.waits(), 'mail 7 held, sms 7 held', 'not one that is weeks away both ways');
reset role;
update duty.notice n set state = 'superseded', ended_at = duty.now() from h
    where dedupe_key like 'hearing:' || id || ':%' and n.state in ('queued', 'held');
select duty_test.sign_in('thuky.kv1', 'hearing.write');
select duty_test.save(id, '2027-03-03', '07:30', p_provider => duty_test.provider(1)) from h;
select duty_test.same(pg_temp.waits(duty_test.one()), 'mail 7 held, sms 7 held',
    'put forward and given to another, it wakes the new one alone');
select duty_test.same(pg_temp.waits(duty_test.provider(1)), 'mail 9 queued, sms 9 queued', 'who has to be there');
select duty_test.send_all();
select duty_test.save(id, '2027-03-03', '07:30', p_state => 'cancelled', p_provider => duty_test.provider(1)) from h;
select duty_test.send_all();
select duty_test.save(id, '2027-03-24', '07:30', p_provider => duty_test.provider(1)) from h;
select duty_test.same(pg_temp.waits(duty_test.provider(1)), 'mail 7 held, sms 7 held',
    'nor does one that was off wake anybody when it is set again for weeks ahead');
reset role;
select duty_test.same(duty.notice_known_by('{"known_by": "2027-03-01T00:00:00+07:00"}', d), d,
    'an hour that has passed makes nothing urgent') from (select duty.now() + interval '9 days' as d) x;
rollback;
