-- The shape of the schema itself: tenant keys, row security, the one clock, who may call what.
\ir lib/duty_test.sql
begin;

create temporary view tenant as
select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'duty'::regnamespace and c.relkind = 'r' and a.attname = 'center_id'
    and c.relname <> 'center';

select duty_test.ok(count(*) > 25, 'the tenant tables are found') from tenant;

select duty_test.same(string_agg(relname, ' '), null,
    'every tenant table has row-level security, forced on its owner too')
from tenant where not (relrowsecurity and relforcerowsecurity);

select duty_test.same(string_agg(relname, ' '), null, 'every tenant table has its tenant policy')
from tenant t where not exists (select from pg_policy p
    where p.polrelid = t.oid and p.polname = 'tenant' and p.polpermissive);

select duty_test.same(string_agg(t.relname, ' '), null,
    'every tenant table''s primary key begins with center_id')
from tenant t
where not exists (select from pg_index i join pg_attribute a on a.attrelid = t.oid
    and a.attnum = i.indkey[0] where i.indrelid = t.oid and i.indisprimary
    and a.attname = 'center_id');

-- Names that are unique in the world, by themselves: a calendar's UID, a message's token.
select duty_test.same(string_agg(t.relname || '.' || k.conname, ' '), null,
    'every unique and exclusion constraint of a tenant table begins with center_id, names for the world aside')
from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype in ('u', 'x')
join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
where a.attname not in ('center_id', 'uid', 'token');

select duty_test.same(string_agg(t.relname || '.' || k.conname, ' '), null,
    'every foreign key between tenant tables carries center_id')
from tenant t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
where not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'center_id'
    and a.attnum = any (k.conkey))
    and k.confrelid in (select oid from tenant);

select duty_test.same(string_agg(p.proname, ' '), null, 'only duty.now reads the clock of the system')
from pg_proc p
where p.pronamespace = 'duty'::regnamespace and p.proname <> 'now'
    and regexp_replace(p.prosrc, '--[^\n]*|duty\.now\(\)', '', 'g')
        ~* ('\m(now\s*\(|current_date|current_time|localtime|timeofday|clock_timestamp'
            || '|statement_timestamp|transaction_timestamp)');

select duty_test.same(string_agg(c.relname || '.' || a.attname, ' '), null,
    'no column has a default that reads the clock')
from pg_attrdef d join pg_class c on c.oid = d.adrelid
join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
where c.relnamespace = 'duty'::regnamespace and pg_get_expr(d.adbin, d.adrelid) ~* 'now\(|current_';

select duty_test.same(string_agg(proname, ' '), null,
    'every function that runs as its owner has a fixed search path and cannot be a login''s')
from pg_proc where pronamespace = 'duty'::regnamespace and prosecdef
    and (proconfig is null or not proconfig @> array['search_path=duty, pg_temp']
        or pg_get_userbyid(proowner) <> 'duty_guard');

select duty_test.same(string_agg(proname, ' ' order by proname),
    'absence_reasons account_add account_close audit_add audit_check barrier_busy '
    'case_appear case_conflicts case_provider clash_resolve commit_hearing conflict_bars '
    'contact_code_ask contact_code_check credential_warn decision_guard digest_send '
    'door_enter door_look feed_absences feed_is_locked feed_shut feed_unused hearing_answer '
    'hearing_chase hearing_free hearing_is_nobodys hearing_place hearing_secret_sweep '
    'hearing_tell identify identify_key incoming_take invite_choose invite_duties '
    'invite_hearing invite_person invite_reply late_hearing_keep ledger_entry_sum ledger_own '
    'link_open link_use list_settle listed_cases login_find login_open notice_forget notice_next notice_policy_for '
    'notice_quiet_until notice_switch notice_tell own_cases own_hearings proof_add '
    'proof_collect provider_busy reminder_send reply_take session_open source_identify '
    'suppress swap_expire',
    'these and no others run as their owner')
from pg_proc where pronamespace = 'duty'::regnamespace and prosecdef;

select duty_test.same(string_agg(proname, ' '), null, 'no function is open to everybody')
from pg_proc where pronamespace = 'duty'::regnamespace and has_function_privilege('public', oid, 'execute');

select duty_test.same((select rolcanlogin from pg_roles where rolname = 'duty_guard'), false,
    'duty_guard cannot log in');

select duty_test.same(string_agg(relname, ' '), null, 'duty_ops changes nothing')
from pg_class where relnamespace = 'duty'::regnamespace and relkind = 'r'
    and has_table_privilege('duty_ops', oid, 'insert, update, delete, truncate');

select duty_test.same(string_agg(relname, ' '), null, 'no daemon role may change evidence')
from pg_class cross join unnest(array['duty_app', 'duty_jobs']) role
where relnamespace = 'duty'::regnamespace and relname in ('audit', 'audit_head', 'roster_version', 'hearing_change',
    'ledger_entry') and has_table_privilege(role, oid, 'update, delete, truncate');

select duty_test.ok(not has_column_privilege('duty_app', 'duty.account', 'password_hash', 'select')
    and not has_table_privilege('duty_jobs', 'duty.account', 'select'),
    'no daemon role reads a password hash except by login_find');

-- The queries people wait for are found by index.
insert into duty.notice (center_id, person_id, channel, address, language, template, params, dedupe_key,
        due_at, deadline, created_at)
    select center_id, person_id, 'sms', '+84900000000', 'vi', 'hearing.moved', '{}', 'hearing:' || i || ':x',
        now(), now() + interval '1 day', now() - make_interval(secs => i)
    from (select center_id, person_id from duty.person order by 1, 2 limit 1) p, generate_series(1, 3000) i;
analyze duty.notice;
create function pg_temp.plan(p_query text) returns text language plpgsql as $$
declare
    v_line text;
    v_plan text := '';
begin
    for v_line in execute 'explain ' || p_query loop
        v_plan := v_plan || v_line || E'\n';
    end loop;
    return v_plan;
end $$;
select duty_test.ok(pg_temp.plan($$select from duty.notice where state = 'queued' and channel = 'sms'
    and due_at <= now() order by channel, priority desc, deadline limit 50$$) ~ 'notice_ready',
    'a claim walks the index of what is ready');
select duty_test.ok(pg_temp.plan($$select from duty.session where session_hash = 'x'$$)
    ~ 'session_by_hash', 'a session is found by index');
select duty_test.ok(pg_temp.plan($$select from duty.feed_token where token_hash = 'x'$$)
    ~ 'feed_token_by_hash', 'a feed''s token is found by index');
select duty_test.ok(pg_temp.plan($$select from duty.notice where center_id = 1
    and dedupe_key >= 'hearing:1:' and dedupe_key < 'hearing:1;'$$) ~ 'notice_center_id_dedupe_key_key',
    'what was told of a hearing is found by index');
select duty_test.ok(pg_temp.plan($$select from duty.assignment where center_id = 1 and provider_id = 1$$)
    ~ 'assignment_of_provider', 'a provider''s duties are found by index');
rollback;
