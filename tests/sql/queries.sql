-- Every query of sql/queries can be prepared, takes text, and gives one column.
\ir lib/duty_test.sql
begin;
\set all `cat sql/queries/*.sql`
create temporary table query as
select substring(block from '^\w+') as name,
    coalesce(array_length(string_to_array(nullif(substring(block from '\(([^)]*)\)'), ''), ','), 1), 0) as args,
    rtrim(substring(block from '\n(.*)$'), E' ;\n') as body
from string_to_table(:'all', '-- name: ') block where block ~ '^\w+\(';
select duty_test.ok(count(*) >= 33, 'the queries are found') from query;

create function pg_temp.prepares(p_name text, p_body text) returns text language plpgsql as $$
begin
    execute format('prepare %I as %s', p_name, p_body);
    return null;
exception when others then
    return sqlerrm;
end $$;
select duty_test.same(string_agg(name || ': ' || why, '; '), null, 'every query can be prepared')
from (select name, pg_temp.prepares(name, body) as why from query) x where why is not null;
select duty_test.same(string_agg(q.name, ' '), null, 'every query has the parameters its name line says')
from query q join pg_prepared_statements p using (name) where cardinality(p.parameter_types) <> q.args;
select duty_test.same(string_agg(distinct t::text, ' '), 'bigint integer jsonb text',
    'parameters are text, numbers or documents')
from pg_prepared_statements p, unnest(p.parameter_types) t where p.name in (select name from query);
select duty_test.same(string_agg(q.name || ' ' || r, ' '), null, 'the role that runs a query may call its function')
from query q
join pg_proc p on p.pronamespace = 'duty'::regnamespace and q.body ~ ('duty\.' || p.proname || '\('),
unnest(case when q.name ~ ('^(notice_(?!choose|resend)|gateway_|status_due|incoming_take|feed_read'
    || '|feed_fetched|feed_changes|clock_tick|list_open|list_confirm|source_claim|source_settle|invite_open'
    || '|invite_reply|reply_take|busy_claim|busy_settle|busy_take|bounce_take|link_open|link_use)')
    then array['duty_jobs'] else array['duty_app'] end) r
where not has_function_privilege(r, p.oid, 'execute');
select duty_test.same(string_agg(p.proname, ' '), null, 'every function a query calls gives one document')
from query q join pg_proc p on p.pronamespace = 'duty'::regnamespace
    and q.body ~ ('duty\.' || p.proname || '\(')
where p.prorettype not in ('jsonb'::regtype, 'json'::regtype, 'void'::regtype) or p.proretset;
rollback;
