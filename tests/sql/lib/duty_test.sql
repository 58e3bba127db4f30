-- What every SQL test uses: one line per promise kept or broken, and a way to be somebody.
-- Included by \ir; each file runs as superuser on a fresh copy of the demonstration database.
\set QUIET on
\pset format unaligned
\pset tuples_only on
\o /dev/null
create schema duty_test;
grant usage on schema duty_test to public;

create function duty_test.ok(p_kept boolean, p_promise text) returns void
language plpgsql as $$
begin
    raise notice '%', case when p_kept then 'ok - ' else 'not ok - ' end || p_promise;
end $$;

create function duty_test.same(p_is anyelement, p_should anyelement, p_promise text) returns void
language plpgsql as $$
begin
    perform duty_test.ok(p_is is not distinct from p_should, p_promise
        || case when p_is is distinct from p_should
            then format(' (is %s, should be %s)', p_is, p_should) else '' end);
end $$;

-- The statement must fail, with this in its message key, its constraint or its SQLSTATE.
create function duty_test.refused(p_statement text, p_with text, p_promise text) returns void
language plpgsql as $$
declare
    v_message text;
    v_constraint text;
begin
    begin
        execute p_statement;
    exception when others then
        get stacked diagnostics v_message = message_text, v_constraint = constraint_name;
        perform duty_test.ok(p_with in (v_message, v_constraint, sqlstate), p_promise
            || case when p_with in (v_message, v_constraint, sqlstate) then ''
                else format(' (said %s %s %s)', sqlstate, v_constraint, v_message) end);
        return;
    end;
    perform duty_test.ok(false, p_promise || ' (was not refused)');
end $$;

-- From here on, the daemon's role asking for this account of the demonstration Centre; with a dot
-- in front of the login, of its neighbour. Needs an open transaction.
create function duty_test.sign_in(p_login text, p_action text default 'session.read') returns void
language plpgsql as $$
declare
    v_center constant text := case when p_login like '.%'
        then (select code from duty.center order by center_id offset 1 limit 1)
        else (select code from duty.center order by center_id limit 1) end;
    v_hash constant text := encode(sha256(convert_to(p_login, 'UTF8')), 'hex');
begin
    reset role;
    if not exists (select from duty.session where session_hash = v_hash) then
        perform duty.session_open(v_center, ltrim(p_login, '.'), v_hash, '12 hours');
    end if;
    perform duty.identify(v_hash, p_action, 'test');
    set local role duty_app;
end $$;

create function duty_test.account(p_role text, p_n integer default 0) returns text
language sql as $$
    select login from duty.account where role = p_role
        and center_id = (select min(center_id) from duty.center)
    order by account_id offset p_n limit 1
$$;
