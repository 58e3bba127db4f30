--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: duty; Type: SCHEMA; Schema: -; Owner: duty_owner
--

CREATE SCHEMA duty;


ALTER SCHEMA duty OWNER TO duty_owner;

--
-- Name: channel; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.channel AS text
	CONSTRAINT channel_check CHECK ((VALUE = ANY (ARRAY['sms'::text, 'mail'::text])));


ALTER DOMAIN duty.channel OWNER TO duty_owner;

--
-- Name: email; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.email AS text
	CONSTRAINT email_check CHECK ((VALUE ~ '^[^@\s<>,;:\\"\x01-\x1f]{1,64}@[A-Za-z0-9.-]{1,190}$'::text));


ALTER DOMAIN duty.email OWNER TO duty_owner;

--
-- Name: hash_hex; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.hash_hex AS text
	CONSTRAINT hash_hex_check CHECK ((VALUE ~ '^[0-9a-f]{64}$'::text));


ALTER DOMAIN duty.hash_hex OWNER TO duty_owner;

--
-- Name: language; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.language AS text
	CONSTRAINT language_check CHECK ((VALUE = ANY (ARRAY['vi'::text, 'km'::text, 'en'::text])));


ALTER DOMAIN duty.language OWNER TO duty_owner;

--
-- Name: line_text; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.line_text AS text
	CONSTRAINT line_text_check CHECK (((length(VALUE) <= 1000) AND (VALUE !~ '[\x01-\x08\x0b-\x1f\x7f]'::text)));


ALTER DOMAIN duty.line_text OWNER TO duty_owner;

--
-- Name: name_text; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.name_text AS text
	CONSTRAINT name_text_check CHECK (((VALUE = btrim(VALUE)) AND (VALUE <> ''::text) AND (length(VALUE) <= 300) AND (VALUE !~ '[\x01-\x1f\x7f]'::text)));


ALTER DOMAIN duty.name_text OWNER TO duty_owner;

--
-- Name: phone; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.phone AS text
	CONSTRAINT phone_check CHECK ((VALUE ~ '^\+[1-9][0-9]{7,14}$'::text));


ALTER DOMAIN duty.phone OWNER TO duty_owner;

--
-- Name: role_name; Type: DOMAIN; Schema: duty; Owner: duty_owner
--

CREATE DOMAIN duty.role_name AS text
	CONSTRAINT role_name_check CHECK ((VALUE = ANY (ARRAY['provider'::text, 'clerk'::text, 'police'::text, 'coordinator'::text, 'director'::text, 'administrator'::text])));


ALTER DOMAIN duty.role_name OWNER TO duty_owner;

--
-- Name: arg_choice(text, text, text[], text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_choice(p_field text, p_value text, p_choices text[], p_default text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
    v_text text := coalesce(duty.arg_text(p_field, p_value, 100), p_default);
begin
    if v_text <> all (p_choices) then
        perform duty.fail('error.field.choice', p_field => p_field, p_value => v_text);
    end if;
    return v_text;
end $$;


ALTER FUNCTION duty.arg_choice(p_field text, p_value text, p_choices text[], p_default text) OWNER TO duty_owner;

--
-- Name: arg_date(text, text, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_date(p_field text, p_value text, p_required boolean DEFAULT false) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $_$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_part text[];
begin
    if v_text is null then
        return null;
    end if;
    v_part := regexp_match(v_text, '^(\d{4})-(\d{1,2})-(\d{1,2})$');
    if v_part is null then
        v_part := regexp_match(v_text, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$');
        v_part := array[v_part[3], v_part[2], v_part[1]];
    end if;
    if v_part[1]::integer between 2000 and 2199 then
        return make_date(v_part[1]::integer, v_part[2]::integer, v_part[3]::integer);
    end if;
    perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    return null;
exception when datetime_field_overflow then
    perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    return null;
end $_$;


ALTER FUNCTION duty.arg_date(p_field text, p_value text, p_required boolean) OWNER TO duty_owner;

--
-- Name: arg_int(text, text, boolean, bigint, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_int(p_field text, p_value text, p_required boolean DEFAULT false, p_min bigint DEFAULT 0, p_max bigint DEFAULT '9007199254740991'::bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $_$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_number bigint := substring(v_text from '^-?\d{1,17}$')::bigint;
begin
    if v_text is not null and (v_number is null or not v_number between p_min and p_max) then
        perform duty.fail('error.field.number', p_field => p_field, p_value => v_text,
            p_args => jsonb_build_object('min', p_min, 'max', p_max));
    end if;
    return v_number;
end $_$;


ALTER FUNCTION duty.arg_int(p_field text, p_value text, p_required boolean, p_min bigint, p_max bigint) OWNER TO duty_owner;

--
-- Name: arg_month(text, text, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_month(p_field text, p_value text, p_required boolean DEFAULT false) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $_$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
begin
    if v_text !~ '^2[01]\d\d-(0[1-9]|1[0-2])$' then
        perform duty.fail('error.field.date', p_field => p_field, p_value => v_text);
    end if;
    return (v_text || '-01')::date;
end $_$;


ALTER FUNCTION duty.arg_month(p_field text, p_value text, p_required boolean) OWNER TO duty_owner;

--
-- Name: arg_phone(text, text, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_phone(p_field text, p_value text, p_required boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $_$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_number text := regexp_replace(v_text, '[\s().-]', '', 'g');
begin
    if v_text is null then
        return null;
    end if;
    v_number := regexp_replace(v_number, '^(00|\+)', '+');
    v_number := regexp_replace(v_number, '^0', '+84');
    v_number := regexp_replace(v_number, '^84(?=\d{9,10}$)', '+84');
    v_number := regexp_replace(v_number, '^\+840', '+84');
    if v_number !~ '^\+[1-9][0-9]{7,14}$' then
        perform duty.fail('error.field.phone', p_field => p_field, p_value => v_text);
    end if;
    return v_number;
end $_$;


ALTER FUNCTION duty.arg_phone(p_field text, p_value text, p_required boolean) OWNER TO duty_owner;

--
-- Name: arg_text(text, text, integer, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_text(p_field text, p_value text, p_max integer, p_required boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
declare
    v_text text := nullif(btrim(normalize(p_value, NFC), E' \t\r\n'), '');
begin
    if v_text is null then
        if p_required then
            perform duty.fail('error.field.required', p_field => p_field);
        end if;
        return null;
    end if;
    if length(v_text) > p_max then
        perform duty.fail('error.field.too_long', p_field => p_field, p_value => v_text,
            p_args => jsonb_build_object('max', p_max));
    end if;
    if v_text ~ '[\x01-\x1f\x7f]' then
        perform duty.fail('error.field.text', p_field => p_field, p_value => v_text);
    end if;
    return v_text;
end $$;


ALTER FUNCTION duty.arg_text(p_field text, p_value text, p_max integer, p_required boolean) OWNER TO duty_owner;

--
-- Name: arg_time(text, text, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.arg_time(p_field text, p_value text, p_required boolean DEFAULT false) RETURNS time without time zone
    LANGUAGE plpgsql STABLE
    AS $_$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_part text[] := regexp_match(v_text, '^(\d{1,2})\s*[:hg]\s*(\d{2})?$', 'i');
begin
    if v_text is null then
        return null;
    end if;
    if v_part is null or v_part[1]::integer > 23 or coalesce(v_part[2], '0')::integer > 59 then
        perform duty.fail('error.field.time', p_field => p_field, p_value => v_text);
    end if;
    return make_time(v_part[1]::integer, coalesce(v_part[2], '0')::integer, 0);
end $_$;


ALTER FUNCTION duty.arg_time(p_field text, p_value text, p_required boolean) OWNER TO duty_owner;

--
-- Name: audit_add(text, text, text, jsonb, bigint, bigint); Type: FUNCTION; Schema: duty; Owner: duty_guard
--

CREATE FUNCTION duty.audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint DEFAULT NULL::bigint, p_account bigint DEFAULT NULL::bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_row audit;
begin
    v_row.center_id := coalesce(p_center, current_center());
    insert into audit_head values (v_row.center_id, 0, repeat('0', 64)) on conflict do nothing;
    select seq + 1, hash into v_row.seq, v_row.prev_hash
        from audit_head where center_id = v_row.center_id for update;
    v_row.at := duty.now();
    v_row.account_id := coalesce(p_account, current_account());
    v_row.request_id := coalesce(current_setting('app.request_id', true), '');
    v_row.action := p_action;
    v_row.entity := p_entity;
    v_row.entity_id := p_entity_id;
    v_row.data := p_data;
    v_row.hash := audit_hash(v_row);
    insert into audit select v_row.*;
    update audit_head set seq = v_row.seq, hash = v_row.hash where center_id = v_row.center_id;
end $$;


ALTER FUNCTION duty.audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint, p_account bigint) OWNER TO duty_guard;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.audit (
    center_id bigint NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id bigint,
    request_id text DEFAULT ''::text NOT NULL,
    action text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    data jsonb NOT NULL,
    prev_hash duty.hash_hex NOT NULL,
    hash duty.hash_hex NOT NULL
);

ALTER TABLE ONLY duty.audit FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.audit OWNER TO duty_owner;

--
-- Name: audit_hash(duty.audit); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.audit_hash(p_row duty.audit) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    select encode(sha256(convert_to(p_row.prev_hash || jsonb_build_array(p_row.center_id, p_row.seq,
        extract(epoch from p_row.at)::text, p_row.account_id, p_row.request_id, p_row.action,
        p_row.entity, p_row.entity_id, p_row.data)::text, 'UTF8')), 'hex')
$$;


ALTER FUNCTION duty.audit_hash(p_row duty.audit) OWNER TO duty_owner;

--
-- Name: audit_verify(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.audit_verify(p_center bigint) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    select min(seq) from (
        select a.seq from (
            select r, r.seq, r.hash, r.prev_hash, row_number() over w as due,
                lag(r.hash, 1, repeat('0', 64)::duty.hash_hex) over w as before
            from duty.audit r where r.center_id = p_center window w as (order by r.seq)) a
        where a.seq <> a.due or a.prev_hash <> a.before or a.hash <> duty.audit_hash(a.r)
        union all
        select h.seq from duty.audit_head h
        where h.center_id = p_center and h.hash is distinct from coalesce((select a.hash
            from duty.audit a where a.center_id = p_center order by a.seq desc limit 1),
            repeat('0', 64)::duty.hash_hex)) broken
$$;


ALTER FUNCTION duty.audit_verify(p_center bigint) OWNER TO duty_owner;

--
-- Name: board(date, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.board(p_day date, p_now boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'area', r.name, 'role', s.role, 'starts', wall(s.starts),
            'ends', wall(s.ends), 'name', t.name, 'phone', t.phone, 'provider_id', t.provider_id,
            'place', l.name)
            order by array_position(array['custody_phone', 'court_onsite', 'court_phone', 'hotline'],
                d.kind), r.name collate "vi-x-icu", d.name collate "vi-x-icu", s.starts,
                array_position(array['main', 'backup', 'centre'], s.role),
                t.name collate "vi-x-icu"), '[]')
        from shift s
        join roster o on o.center_id = s.center_id and o.roster_id = s.roster_id and o.version > 0
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join area r on r.center_id = d.center_id and r.area_id = d.area_id
        left join place l on l.center_id = d.center_id and l.place_id = d.place_id
        left join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
            and a.state = 'published'
        left join staff() t on t.provider_id = a.provider_id
        where s.center_id = current_center() and case when p_now
            then s.starts > p_day - interval '2 days' and s.starts < p_day + interval '1 day'
                and s.during @> duty.now()
            else s.starts >= p_day::timestamp and s.starts < p_day + interval '1 day' end);
end $$;


ALTER FUNCTION duty.board(p_day date, p_now boolean) OWNER TO duty_owner;

--
-- Name: legal_case; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.legal_case (
    center_id bigint NOT NULL,
    case_id bigint NOT NULL,
    code duty.name_text NOT NULL,
    court_id bigint NOT NULL,
    subject duty.line_text DEFAULT ''::text NOT NULL,
    provider_id bigint
);

ALTER TABLE ONLY duty.legal_case FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.legal_case OWNER TO duty_owner;

--
-- Name: case_put(bigint, text, text, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.case_put(p_court bigint, p_code text, p_subject text, p_provider bigint) RETURNS duty.legal_case
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_case legal_case;
begin
    insert into legal_case (center_id, code, court_id, subject, provider_id)
        values (current_center(), p_code, p_court, coalesce(p_subject, ''), p_provider)
        on conflict (center_id, court_id, code) do update
            set subject = coalesce(p_subject, legal_case.subject),
                provider_id = coalesce(legal_case.provider_id, p_provider)
        returning * into v_case;
    return v_case;
end $$;


ALTER FUNCTION duty.case_put(p_court bigint, p_code text, p_subject text, p_provider bigint) OWNER TO duty_owner;

--
-- Name: centers(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.centers() RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select coalesce(jsonb_agg(jsonb_build_object('value', code, 'name', name)
        order by name collate "vi-x-icu"), '[]')
    from center
$$;


ALTER FUNCTION duty.centers() OWNER TO duty_owner;

--
-- Name: clash_resolve(bigint[]); Type: FUNCTION; Schema: duty; Owner: duty_guard
--

CREATE FUNCTION duty.clash_resolve(p_providers bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v record;
begin
    for v in
        select a.hearing_id, a.provider_id, h.during
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        where a.center_id = current_center() and a.provider_id = any (p_providers)
            and a.state = 'clash' and h.state = 'scheduled'
            and not exists (select from commitment k where k.center_id = a.center_id
                and k.provider_id = a.provider_id and k.during && h.during)
        order by h.during, a.hearing_id
    loop
        if commit_hearing(v.provider_id, v.during, v.hearing_id) then
            update appearance set state = 'assigned', changed_at = duty.now()
                where center_id = current_center() and hearing_id = v.hearing_id
                    and provider_id = v.provider_id;
        end if;
    end loop;
end $$;


ALTER FUNCTION duty.clash_resolve(p_providers bigint[]) OWNER TO duty_guard;

--
-- Name: commit_hearing(bigint, tstzrange, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.commit_hearing(p_provider bigint, p_during tstzrange, p_hearing_id bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    insert into commitment values (current_center(), p_provider, p_during, 'hearing', p_hearing_id);
    return true;
exception when exclusion_violation then
    return false;
end $$;


ALTER FUNCTION duty.commit_hearing(p_provider bigint, p_during tstzrange, p_hearing_id bigint) OWNER TO duty_owner;

--
-- Name: court_find(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.court_find(p_text text) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select org_id from (
            select o.org_id, o.name::text as said from org_unit o
                where o.center_id = current_center() and o.kind = 'court'
            union all
            select a.org_id, a.alias from org_alias a where a.center_id = current_center()) names
        where lower(regexp_replace(normalize(said, NFC), '\s+', ' ', 'g'))
            = lower(regexp_replace(btrim(normalize(p_text, NFC)), '\s+', ' ', 'g'))
        order by org_id limit 1);
end $$;


ALTER FUNCTION duty.court_find(p_text text) OWNER TO duty_owner;

--
-- Name: courts(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.courts() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('value', org_id::text, 'name', name)
            order by name collate "vi-x-icu"), '[]')
        from org_unit
        where center_id = current_center() and kind = 'court'
            and (current_actor() <> 'clerk' or org_id = current_org())
            and valid @> duty.now()::date);
end $$;


ALTER FUNCTION duty.courts() OWNER TO duty_owner;

--
-- Name: current_account(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.current_account() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    select nullif(current_setting('app.account_id', true), '')::bigint
$$;


ALTER FUNCTION duty.current_account() OWNER TO duty_owner;

--
-- Name: current_actor(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.current_actor() RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select nullif(current_setting('app.role', true), '')
$$;


ALTER FUNCTION duty.current_actor() OWNER TO duty_owner;

--
-- Name: current_center(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.current_center() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    select nullif(current_setting('app.center_id', true), '')::bigint
$$;


ALTER FUNCTION duty.current_center() OWNER TO duty_owner;

--
-- Name: current_org(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.current_org() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    select nullif(current_setting('app.org_id', true), '')::bigint
$$;


ALTER FUNCTION duty.current_org() OWNER TO duty_owner;

--
-- Name: current_provider(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.current_provider() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
    select nullif(current_setting('app.provider_id', true), '')::bigint
$$;


ALTER FUNCTION duty.current_provider() OWNER TO duty_owner;

--
-- Name: day_type(date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.day_type(p_day date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select coalesce((select type from duty.calendar_day where day = p_day),
        case when extract(isodow from p_day) > 5 then 'weekend' else 'work' end)
$$;


ALTER FUNCTION duty.day_type(p_day date) OWNER TO duty_owner;

--
-- Name: duty_partner(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.duty_partner(p_shift_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select jsonb_build_object('name', t.name, 'phone', t.phone)
        from shift s
        join shift o on o.center_id = s.center_id and o.post_id = s.post_id
            and o.starts = s.starts and o.ends = s.ends and o.role <> s.role
        join assignment a on a.center_id = o.center_id and a.shift_id = o.shift_id
            and a.state = 'published'
        join staff() t on t.provider_id = a.provider_id
        where s.center_id = current_center() and s.shift_id = p_shift_id
        order by t.name limit 1);
end $$;


ALTER FUNCTION duty.duty_partner(p_shift_id bigint) OWNER TO duty_owner;

--
-- Name: fail(text, text, text, text, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.fail(p_key text, p_code text DEFAULT 'DU422'::text, p_field text DEFAULT NULL::text, p_value text DEFAULT NULL::text, p_args jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
    raise exception using errcode = p_code, message = p_key, detail = jsonb_build_object(
        'field', p_field, 'value', left(p_value, 90), 'args', p_args)::text;
end $$;


ALTER FUNCTION duty.fail(p_key text, p_code text, p_field text, p_value text, p_args jsonb) OWNER TO duty_owner;

--
-- Name: feed_changes(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_changes(p_since text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
    v_since timestamptz := nullif(p_since, '')::timestamptz - interval '1 minute';
begin
    if v_since > v_now then
        v_since := null;
    end if;
    return jsonb_build_object('now', v_now, 'versions', (
        select coalesce(jsonb_agg(jsonb_build_array(center_id, provider_id, feed_version)
            order by center_id, provider_id), '[]')
        from provider where v_since is null or feed_changed_at >= v_since));
end $$;


ALTER FUNCTION duty.feed_changes(p_since text) OWNER TO duty_owner;

--
-- Name: feed_duties(bigint, bigint, tstzrange); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_duties(p_center bigint, p_provider bigint, p_window tstzrange) RETURNS TABLE(starts timestamp without time zone, uid text, changed_at timestamp with time zone, body jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select s.starts, a.uid, a.changed_at, jsonb_build_object('uid', a.uid, 'sequence', a.sequence,
        'changed', to_char(a.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
        'starts', to_char(s.starts, 'YYYYMMDD"T"HH24MISS'),
        'ends', to_char(s.ends, 'YYYYMMDD"T"HH24MISS'), 'kind', 'duty', 'status', 'CONFIRMED',
        'post', d.name, 'post_kind', d.kind, 'role', s.role,
        'place', nullif(concat_ws(', ', l.name, nullif(l.address, '')), ''),
        'partner', partner.body, 'path', '/roster?month=' || to_char(s.duty_day, 'YYYY-MM'))
    from assignment a
    join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join place l on l.center_id = d.center_id and l.place_id = d.place_id
    left join lateral (
        select jsonb_build_object('name', n.full_name, 'phone', k.address) as body
        from shift o
        join assignment b on b.center_id = o.center_id and b.shift_id = o.shift_id
            and b.state = 'published'
        join provider p on p.center_id = b.center_id and p.provider_id = b.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        left join contact k on k.center_id = n.center_id and k.person_id = n.person_id
            and k.channel = 'sms' and k.verified_at is not null
        where o.center_id = s.center_id and o.post_id = s.post_id and o.starts = s.starts
            and o.ends = s.ends and o.role <> s.role and s.role in ('main', 'backup')
            and o.role in ('main', 'backup')
        order by b.provider_id, k.verified_at desc, k.contact_id desc limit 1) partner on true
    where a.center_id = p_center and a.provider_id = p_provider and a.state = 'published'
        and s.during && p_window
$$;


ALTER FUNCTION duty.feed_duties(p_center bigint, p_provider bigint, p_window tstzrange) OWNER TO duty_owner;

--
-- Name: feed_fetched(jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_fetched(p_items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    update feed_token t set last_fetch_at = x.at, last_client = x.client
        from (select distinct on (token_hash) token_hash, to_timestamp(at) as at,
                  left(regexp_replace(client, '[\x01-\x1f\x7f]', ' ', 'g'), 300) as client
              from jsonb_to_recordset(p_items) i(token_hash text, client text, at double precision)
              order by token_hash, at desc) x
        where t.token_hash = x.token_hash
            and (t.last_fetch_at is null or t.last_fetch_at <= x.at);
    return null;
end $$;


ALTER FUNCTION duty.feed_fetched(p_items jsonb) OWNER TO duty_owner;

--
-- Name: feed_hearings(bigint, bigint, tstzrange); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_hearings(p_center bigint, p_provider bigint, p_window tstzrange) RETURNS TABLE(starts timestamp without time zone, uid text, changed_at timestamp with time zone, body jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    v_shown constant timestamptz := duty.now()
        - make_interval(days => rule_value('hearing.cancelled_shown_days'));
begin
    return query
        select h.starts, h.uid, h.changed_at, jsonb_build_object('uid', h.uid,
            'sequence', h.sequence,
            'changed', to_char(h.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
            'starts', to_char(h.starts, 'YYYYMMDD"T"HH24MISS'),
            'ends', to_char(h.ends, 'YYYYMMDD"T"HH24MISS'), 'kind', 'hearing',
            'status', case when h.state in ('scheduled', 'held') then 'CONFIRMED'
                else 'CANCELLED' end,
            'state', h.state, 'code', l.code, 'court', o.name, 'room', room_told(h.room), 'mode', h.mode,
            'place', nullif(concat_ws(', ', p.name, nullif(p.address, '')), ''),
            'path', '/hearings/' || h.hearing_id)
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join place p on p.center_id = o.center_id and p.place_id = o.place_id
        where a.center_id = p_center and a.provider_id = p_provider and a.state <> 'released'
            and h.during && p_window
            and (h.state in ('scheduled', 'held') or h.changed_at > v_shown);
end $$;


ALTER FUNCTION duty.feed_hearings(p_center bigint, p_provider bigint, p_window tstzrange) OWNER TO duty_owner;

--
-- Name: feed_read(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_read(p_token_hash text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v record;
    v_window tstzrange;
    v_events jsonb;
    v_modified bigint;
begin
    select t.center_id, t.provider_id, t.revoked_at, t.created_at, p.feed_version, p.feed_changed_at,
            n.full_name, n.language, c.zone, c.name as center_name, c.hotline
        into v
        from feed_token t
        join provider p on p.center_id = t.center_id and p.provider_id = t.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        join center c on c.center_id = t.center_id
        where t.token_hash = p_token_hash;
    if not found then
        return null;
    elsif v.revoked_at is not null then
        return jsonb_build_object('gone', true);
    end if;
    v_window := tstzrange(duty.now() - interval '1 month', duty.now() + interval '13 months');
    with event as (
        select starts, uid, changed_at, body from feed_duties(v.center_id, v.provider_id, v_window)
        union all
        select starts, uid, changed_at, body from feed_hearings(v.center_id, v.provider_id, v_window))
    select coalesce(jsonb_agg(body order by starts, uid), '[]'),
            extract(epoch from coalesce(greatest(max(changed_at), v.feed_changed_at),
                v.created_at))::bigint
        into v_events, v_modified from event;
    return jsonb_build_object('center_id', v.center_id, 'provider_id', v.provider_id,
        'version', v.feed_version, 'name', v.full_name, 'language', v.language, 'zone', v.zone,
        'center_name', v.center_name, 'hotline', v.hotline, 'modified', v_modified,
        'events', v_events);
end $$;


ALTER FUNCTION duty.feed_read(p_token_hash text) OWNER TO duty_owner;

--
-- Name: feed_token_new(text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_token_new(p_token_hash text, p_name text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    if current_provider() is null then
        perform fail('error.forbidden', 'DU403');
    end if;
    insert into feed_token (center_id, token_hash, provider_id, name, created_at)
        values (current_center(), p_token_hash, current_provider(),
            coalesce(arg_text('name', p_name, 100), '-'), duty.now());
    perform audit_add('feed.new', 'provider', current_provider()::text,
        jsonb_build_object('name', p_name));
    return jsonb_build_object('created', true);
end $$;


ALTER FUNCTION duty.feed_token_new(p_token_hash text, p_name text) OWNER TO duty_owner;

--
-- Name: feed_token_revoke(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_token_revoke(p_token_hash text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    perform write_lock(); -- the feed's row and the audit's head, in the order of every other writer
    update feed_token set revoked_at = duty.now()
        where center_id = current_center() and token_hash = p_token_hash
            and provider_id = current_provider() and revoked_at is null;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    perform feed_touch(array[current_provider()]);
    perform audit_add('feed.revoke', 'provider', current_provider()::text, '{}');
    return jsonb_build_object('revoked', true);
end $$;


ALTER FUNCTION duty.feed_token_revoke(p_token_hash text) OWNER TO duty_owner;

--
-- Name: feed_touch(bigint[]); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.feed_touch(p_providers bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    perform from provider where center_id = current_center() and provider_id = any (p_providers)
        order by provider_id for no key update;
    update provider set feed_version = feed_version + 1, feed_changed_at = duty.now()
        where center_id = current_center() and provider_id = any (p_providers);
    if found then
        perform pg_notify('feed', '');
    end if;
end $$;


ALTER FUNCTION duty.feed_touch(p_providers bigint[]) OWNER TO duty_owner;

--
-- Name: hearing_appear(bigint, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_appear(p_hearing_id bigint, p_provider bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_during tstzrange;
    v_is_open boolean;
    v_left bigint[];
    v_provider bigint;
    v_clash jsonb := '[]';
begin
    select during, state = 'scheduled' into v_during, v_is_open
        from hearing where center_id = v_center and hearing_id = p_hearing_id;
    with gone as (
        delete from commitment where center_id = v_center and kind = 'hearing'
            and ref_id = p_hearing_id returning provider_id)
    select coalesce(array_agg(provider_id), '{}') into v_left from gone;

    if p_provider is not null then
        update appearance set state = 'released', changed_at = duty.now()
            where center_id = v_center and hearing_id = p_hearing_id
                and provider_id <> p_provider and state <> 'released';
        insert into appearance values (v_center, p_hearing_id, p_provider, 'assigned', duty.now())
            on conflict (center_id, hearing_id, provider_id) do update
                set state = 'assigned', changed_at = excluded.changed_at
                where appearance.state = 'released';
    end if;
    for v_provider in
        select provider_id from appearance where center_id = v_center
            and hearing_id = p_hearing_id and state <> 'released' order by provider_id
    loop
        if not v_is_open or commit_hearing(v_provider, v_during, p_hearing_id) then
            update appearance set state = 'assigned', changed_at = duty.now()
                where center_id = v_center and hearing_id = p_hearing_id
                    and provider_id = v_provider and state = 'clash';
        else
            update appearance set state = 'clash', changed_at = duty.now()
                where center_id = v_center and hearing_id = p_hearing_id
                    and provider_id = v_provider and state <> 'clash';
            v_clash := v_clash || hearing_clash(v_provider, v_during, p_hearing_id);
        end if;
    end loop;
    perform clash_resolve(v_left);
    return v_clash;
end $$;


ALTER FUNCTION duty.hearing_appear(p_hearing_id bigint, p_provider bigint) OWNER TO duty_owner;

--
-- Name: hearing_changes(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_changes(p_hearing_id bigint) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select max(version)::bigint - 1 from hearing_change
    where center_id = current_center() and hearing_id = p_hearing_id
$$;


ALTER FUNCTION duty.hearing_changes(p_hearing_id bigint) OWNER TO duty_owner;

--
-- Name: hearing_clash(bigint, tstzrange, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_clash(p_provider bigint, p_during tstzrange, p_hearing_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind,
            'what', case k.kind when 'duty' then d.name else l.code end,
            'starts', to_char(lower(k.during) at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'),
            'ends', to_char(upper(k.during) at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'))
            order by k.during), '[]')
    from commitment k
    join center c on c.center_id = k.center_id
    left join assignment a on a.center_id = k.center_id and k.kind = 'duty'
        and a.assignment_id = k.ref_id
    left join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
    left join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join hearing h on h.center_id = k.center_id and k.kind = 'hearing'
        and h.hearing_id = k.ref_id
    left join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where k.center_id = current_center() and k.provider_id = p_provider and k.during && p_during
        and (k.kind, k.ref_id) is distinct from ('hearing', p_hearing_id)
$$;


ALTER FUNCTION duty.hearing_clash(p_provider bigint, p_during tstzrange, p_hearing_id bigint) OWNER TO duty_owner;

--
-- Name: hearing_ends(bigint, timestamp without time zone); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_ends(p_hearing_id bigint, p_starts timestamp without time zone) RETURNS timestamp without time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_length interval;
begin
    select ends - starts into v_length from hearing
        where center_id = current_center() and hearing_id = p_hearing_id;
    return least(p_starts::date + time '23:59', p_starts + coalesce(v_length,
        make_interval(mins => rule_value('hearing.default_minutes', p_starts::date))));
end $$;


ALTER FUNCTION duty.hearing_ends(p_hearing_id bigint, p_starts timestamp without time zone) OWNER TO duty_owner;

--
-- Name: hearing_form(text, text, text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_form(p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id);
    v_form jsonb;
begin
    if v_id is null then
        select jsonb_build_object('court_id', coalesce(nullif(p_court_id, ''), current_org()::text),
            'date', coalesce(arg_date('date', p_date), duty.today(zone)), 'time', '07:30',
            'room', arg_text('room', p_room, 300), 'judge', arg_text('judge', p_judge, 300),
            'mode', 'in_person', 'state', 'scheduled', 'sequence', 0)
            into v_form from center where center_id = current_center();
    else
        select jsonb_build_object('court_id', l.court_id::text, 'code', l.code, 'subject', l.subject,
            'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'judge', h.judge,
            'mode', h.mode, 'kind', h.kind, 'state', h.state, 'sequence', hearing_changes(h.hearing_id)::text,
            'provider_id', (select a.provider_id::text from appearance a
                where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                    and a.state <> 'released' limit 1))
            into v_form
            from hearing h
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            where h.center_id = current_center() and h.hearing_id = v_id;
        if v_form is null then
            perform fail('error.not_found', 'DU404');
        end if;
    end if;
    -- A collaborator gives advice only (Law on Legal Aid 2017 art. 24(3)).
    return jsonb_build_object('hearing_id', v_id, 'form', v_form, 'options', jsonb_build_object(
        'court_id', courts(), 'mode', options(array['in_person', 'online', 'hybrid']),
        'state', options(array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled']),
        'provider_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', t.provider_id::text,
                'name', t.name) order by t.name collate "vi-x-icu"), '[]')
            from staff() t where t.class <> 'collaborator')));
end $$;


ALTER FUNCTION duty.hearing_form(p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text) OWNER TO duty_owner;

--
-- Name: hearing_history(bigint, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_history(p_hearing_id bigint, p_subject boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('version', g.version, 'severity', g.severity,
            'at', wall(g.changed_at at time zone c.zone), 'by', n.full_name,
            'batch_id', g.batch_id, 'fields', f.list) order by g.version desc), '[]')
        from hearing_change g
        join center c on c.center_id = g.center_id
        left join account a on a.center_id = g.center_id and a.account_id = g.account_id
        left join person n on n.center_id = a.center_id and n.person_id = a.person_id
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('field', k,
                'word', case k when 'mode' then 'mode' when 'state' then 'hearing' end,
                'is_date', k = 'date', 'before', named_providers(k, g.before -> k),
                'after', named_providers(k, g.after -> k)) order by i), '[]') as list
            from unnest(array['date', 'time', 'end_time', 'court', 'code', 'room', 'mode', 'state',
                'providers', 'judge', 'kind', 'subject']) with ordinality x(k, i)
            where g.severity <> 'new' and g.before -> k is distinct from g.after -> k
                and (p_subject or k <> 'subject')) f
        where g.center_id = current_center() and g.hearing_id = p_hearing_id);
end $$;


ALTER FUNCTION duty.hearing_history(p_hearing_id bigint, p_subject boolean) OWNER TO duty_owner;

--
-- Name: hearing_put(bigint, jsonb, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_put(p_hearing_id bigint, p_fields jsonb, p_batch bigint) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_id bigint := p_hearing_id;
    v_in hearing;
    v_case legal_case;
    v_provider bigint := (p_fields ->> 'provider_id')::bigint;
    v_before jsonb;
    v_after jsonb;
    v_was bigint[] := '{}';
    v_severity text;
    v_clash jsonb;
    v_told integer := 0;
begin
    if v_id is not null then
        v_before := hearing_state(v_id);
        v_was := array(select jsonb_array_elements_text(v_before -> 'providers')::bigint);
    end if;
    v_case := case_put((p_fields ->> 'court_id')::bigint, p_fields ->> 'code',
        p_fields ->> 'subject', v_provider);
    if v_was = '{}' then
        v_provider := coalesce(v_provider, v_case.provider_id);
    end if;
    select zone into v_in.zone from center where center_id = v_center;
    v_in.starts := (p_fields ->> 'starts')::timestamp;
    v_in.ends := (p_fields ->> 'ends')::timestamp;
    v_in.during := tstzrange(v_in.starts at time zone v_in.zone, v_in.ends at time zone v_in.zone);
    if v_id is null then
        v_id := nextval('duty.hearing_hearing_id_seq');
        insert into hearing (center_id, hearing_id, case_id, uid, starts, ends, zone, during, room,
                judge, mode, kind, state, batch_id, changed_at) overriding system value
            values (v_center, v_id, v_case.case_id, format('hearing-%s-%s@dutyd', v_center, v_id),
                v_in.starts, v_in.ends, v_in.zone, v_in.during,
                coalesce(p_fields ->> 'room', ''), coalesce(p_fields ->> 'judge', ''),
                coalesce(p_fields ->> 'mode', 'in_person'), coalesce(p_fields ->> 'kind', ''),
                coalesce(p_fields ->> 'state', 'scheduled'), p_batch, duty.now());
    else
        update hearing set case_id = v_case.case_id, starts = v_in.starts, ends = v_in.ends,
                zone = v_in.zone, during = v_in.during, room = coalesce(p_fields ->> 'room', room),
                judge = coalesce(p_fields ->> 'judge', judge),
                mode = coalesce(p_fields ->> 'mode', mode),
                kind = coalesce(p_fields ->> 'kind', kind),
                state = coalesce(p_fields ->> 'state', state), batch_id = coalesce(p_batch, batch_id)
            where center_id = v_center and hearing_id = v_id;
    end if;
    v_clash := hearing_appear(v_id, v_provider);
    v_after := hearing_state(v_id);
    v_severity := hearing_severity(v_before, v_after);
    if v_severity in ('shift', 'break') then
        update hearing set sequence = sequence + 1, changed_at = duty.now()
            where center_id = v_center and hearing_id = v_id;
    end if;
    if v_severity <> 'same' then
        insert into hearing_change
            select v_center, v_id, 1 + coalesce(max(version), 0), v_severity, v_before, v_after,
                duty.now(), current_account(), p_batch
            from hearing_change where center_id = v_center and hearing_id = v_id;
    end if;
    if v_severity in ('new', 'shift', 'break') then
        v_told := hearing_tell(v_id, hearing_snapshot(v_before), v_was);
        perform feed_touch(v_was || array(
            select jsonb_array_elements_text(v_after -> 'providers')::bigint));
    end if;
    if v_severity <> 'same' and p_batch is null then
        perform audit_add('hearing.' || v_severity, 'hearing', v_id::text,
            jsonb_build_object('before', v_before - 'subject', 'after', v_after - 'subject'));
    end if;
    return (select jsonb_build_object('hearing_id', hearing_id, 'severity', v_severity,
            'sequence', sequence, 'clash', v_clash, 'told', v_told)
        from hearing where center_id = v_center and hearing_id = v_id);
end $$;


ALTER FUNCTION duty.hearing_put(p_hearing_id bigint, p_fields jsonb, p_batch bigint) OWNER TO duty_owner;

--
-- Name: hearing_save(text, text, text, text, text, text, text, text, text, text, text, text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_save(p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text, p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text, p_state text, p_sequence text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('hearing_id', p_hearing_id);
    v_court bigint := case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id, true) end;
    v_code constant text := arg_text('code', p_code, 100, true);
    v_day constant date := arg_date('date', p_date, true);
    v_time constant time := arg_time('time', p_time, true);
    v_end constant time := arg_time('end_time', p_end_time);
    v_provider constant bigint := arg_int('provider_id', p_provider_id);
    v_ends timestamp;
begin
    perform write_lock();
    if v_id is not null then
        perform from hearing where center_id = v_center and hearing_id = v_id for update;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
        if hearing_changes(v_id) is distinct from arg_int('sequence', p_sequence) then
            perform fail('error.hearing.stale', 'DU409');
        end if;
    end if;
    if not exists (select from org_unit where center_id = v_center and org_id = v_court
            and kind = 'court') then
        perform fail('error.field.choice', p_field => 'court_id', p_value => p_court_id);
    end if;
    if v_provider is not null and not exists (select from provider where center_id = v_center
            and provider_id = v_provider and class <> 'collaborator') then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider_id);
    end if;
    v_ends := coalesce(v_day + v_end, hearing_ends(v_id, v_day + v_time));
    if v_ends <= v_day + v_time then
        perform fail('error.field.time', p_field => 'end_time', p_value => p_end_time);
    end if;
    return hearing_put(v_id, jsonb_build_object('court_id', v_court, 'code', v_code,
        'subject', coalesce(arg_text('subject', p_subject, 1000), ''),
        'starts', v_day + v_time, 'ends', v_ends,
        'room', coalesce(arg_text('room', p_room, 300), ''),
        'judge', coalesce(arg_text('judge', p_judge, 300), ''),
        'mode', arg_choice('mode', p_mode, array['in_person', 'online', 'hybrid'], 'in_person'),
        'kind', coalesce(arg_text('kind', p_kind, 300), ''), 'provider_id', v_provider,
        'state', arg_choice('state', p_state,
            array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled'], 'scheduled')), null);
end $$;


ALTER FUNCTION duty.hearing_save(p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text, p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text, p_state text, p_sequence text) OWNER TO duty_owner;

--
-- Name: hearing_severity(jsonb, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_severity(p_before jsonb, p_after jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    select case
        when p_before is null then 'new'
        when p_before = p_after then 'same'
        when exists (select from unnest(array['date', 'time', 'mode', 'court', 'state', 'providers']) k
            where p_before -> k is distinct from p_after -> k) then 'break'
        when exists (select from unnest(array['room', 'end_time', 'code']) k
            where p_before -> k is distinct from p_after -> k) then 'shift'
        else 'cosmetic' end
$$;


ALTER FUNCTION duty.hearing_severity(p_before jsonb, p_after jsonb) OWNER TO duty_owner;

--
-- Name: hearing_snapshot(jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_snapshot(p_state jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
    select p_state - '{judge,kind,subject,providers}'::text[]
        || jsonb_build_object('room', duty.room_told(p_state ->> 'room'))
$$;


ALTER FUNCTION duty.hearing_snapshot(p_state jsonb) OWNER TO duty_owner;

--
-- Name: hearing_state(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_state(p_hearing_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'court', o.name,
            'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'mode', h.mode,
            'state', h.state, 'judge', h.judge, 'kind', h.kind, 'subject', l.subject,
            'providers', array(select a.provider_id from appearance a
                where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                    and a.state <> 'released' order by a.provider_id))
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where h.center_id = current_center() and h.hearing_id = p_hearing_id);
end $$;


ALTER FUNCTION duty.hearing_state(p_hearing_id bigint) OWNER TO duty_owner;

--
-- Name: hearing_tell(bigint, jsonb, bigint[]); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_tell(p_hearing_id bigint, p_before jsonb, p_was bigint[]) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_key constant text := 'hearing:' || p_hearing_id || ':';
    v_end constant text := 'hearing:' || p_hearing_id || ';'; -- the letter after ':'
    v_new constant jsonb := hearing_snapshot(hearing_state(p_hearing_id));
    v_event text;
    v_zone text;
    v_template text;
    v_deadline timestamptz;
    v_people bigint[] := '{}';
    v record;
begin
    select v_key || sequence, zone into v_event, v_zone
        from hearing where center_id = v_center and hearing_id = p_hearing_id;
    -- First, in a statement of its own: what a sender has just taken counts as told below.
    update notice set state = 'superseded', ended_at = duty.now()
        where center_id = v_center and dedupe_key >= v_key and dedupe_key < v_end
            and state in ('queued', 'held');
    for v in
        select p.person_id, k.channel,
            exists (select from appearance a where a.center_id = v_center
                and a.hearing_id = p_hearing_id and a.provider_id = p.provider_id
                and a.state <> 'released') as appears,
            case when said.n = 0 then case when p.provider_id = any (p_was) then p_before end
                when said.last is null then said.base
                when said.last ->> 'template' <> 'hearing.released' then said.last -> 'new'
            end as told
        from provider p
        join (select distinct center_id, person_id, channel from contact
              where verified_at is not null) k
            on k.center_id = p.center_id and k.person_id = p.person_id
        cross join lateral (
            select count(*) as n, (array_agg(n.params -> 'old' order by n.notice_id)) [1] as base,
                (array_agg(jsonb_build_object('template', n.template, 'new', n.params -> 'new')
                    order by n.notice_id desc) filter (where n.state <> 'failed' and exists (
                        select from notice_attempt t where t.center_id = v_center
                            and t.notice_id = n.notice_id
                            and coalesce(t.outcome, 'ok') in ('ok', 'unknown')))) [1] as last
            from notice n where n.center_id = v_center and n.person_id = p.person_id
                and n.channel = k.channel and n.dedupe_key >= v_key and n.dedupe_key < v_end) said
        where p.center_id = v_center and p.provider_id = any (p_was || array(
            select a.provider_id from appearance a
            where a.center_id = v_center and a.hearing_id = p_hearing_id))
        order by p.person_id, k.channel
    loop
        v_template := case
            when not v.appears then
                case when v.told ->> 'state' = 'scheduled' then 'hearing.released' end
            when v_new ->> 'state' = 'scheduled' then
                case when v.told is null or v.told ->> 'state' <> 'scheduled' then 'hearing.assigned'
                    when v.told <> v_new then 'hearing.moved' end
            when v_new ->> 'state' <> 'held' and v.told ->> 'state' <> v_new ->> 'state'
                then 'hearing.cancelled' end;
        -- Nobody needs to hear of it once both the old and the new hour have passed.
        v_deadline := greatest(((v_new ->> 'date') || ' ' || (v_new ->> 'time'))::timestamp,
            ((v.told ->> 'date') || ' ' || (v.told ->> 'time'))::timestamp) at time zone v_zone;
        if v_template is not null and v_deadline > duty.now() and notice_add(v.person_id, v.channel,
                v_template, v_event, case v_template when 'hearing.released' then v.told else v_new end
                    || jsonb_strip_nulls(jsonb_build_object('new', v_new, 'old', v.told)),
                v_deadline, 7) then
            v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
        end if;
    end loop;
    return cardinality(v_people);
end $$;


ALTER FUNCTION duty.hearing_tell(p_hearing_id bigint, p_before jsonb, p_was bigint[]) OWNER TO duty_owner;

--
-- Name: hearing_told(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.hearing_told(p_hearing_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('notice_id', n.notice_id, 'person', p.full_name,
            'channel', n.channel, 'template', n.template, 'state', n.state,
            'at', wall(coalesce(n.ended_at, n.sent_at, n.created_at) at time zone c.zone))
            order by n.notice_id desc), '[]')
        from notice n
        join center c on c.center_id = n.center_id
        join person p on p.center_id = n.center_id and p.person_id = n.person_id
        where n.center_id = current_center() and n.dedupe_key >= 'hearing:' || p_hearing_id || ':'
            and n.dedupe_key < 'hearing:' || p_hearing_id || ';');
end $$;


ALTER FUNCTION duty.hearing_told(p_hearing_id bigint) OWNER TO duty_owner;

--
-- Name: identify(text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_guard
--

CREATE FUNCTION duty.identify(p_session_hash text, p_action text, p_request_id text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now timestamptz := duty.now();
    v record;
begin
    select s.center_id, s.session_hash, s.expires_at, a.account_id, a.role, a.person_id, a.org_id,
            p.provider_id
        into v
        from session s
        join account a on a.center_id = s.center_id and a.account_id = s.account_id
        left join provider p on p.center_id = a.center_id and p.person_id = a.person_id
        where s.session_hash = p_session_hash and s.expires_at > v_now and a.locked_at is null;
    if not found then
        perform fail('error.signed_out', 'DU401');
    end if;
    if not exists (select from permission where role = v.role and action = p_action) then
        perform fail('error.forbidden', 'DU403', p_value => p_action);
    end if;
    if v.role in ('clerk', 'police')
            and v.expires_at < v_now + make_interval(mins => rule_value('session.shared_minutes') / 2)
    then
        update session set expires_at = v_now
                + make_interval(mins => rule_value('session.shared_minutes'))
            where center_id = v.center_id and session_hash = v.session_hash;
    end if;
    perform set_config('app.center_id', v.center_id::text, true),
        set_config('app.session_hash', v.session_hash, true),
        set_config('app.account_id', v.account_id::text, true),
        set_config('app.role', v.role, true),
        set_config('app.person_id', v.person_id::text, true),
        set_config('app.provider_id', coalesce(v.provider_id::text, ''), true),
        set_config('app.org_id', coalesce(v.org_id::text, ''), true),
        set_config('app.request_id', coalesce(p_request_id, ''), true);
end $$;


ALTER FUNCTION duty.identify(p_session_hash text, p_action text, p_request_id text) OWNER TO duty_guard;

--
-- Name: import_row; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.import_row (
    center_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    n integer NOT NULL,
    sheet duty.line_text NOT NULL,
    row_no integer NOT NULL,
    fields jsonb NOT NULL,
    errors jsonb NOT NULL,
    verdict text NOT NULL,
    hearing_id bigint,
    CONSTRAINT import_row_verdict_check CHECK ((verdict = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'bad'::text])))
);

ALTER TABLE ONLY duty.import_row FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_row OWNER TO duty_owner;

--
-- Name: import_apply(duty.import_row); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_apply(p_row duty.import_row) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_fields constant jsonb := p_row.fields;
    v_starts constant timestamp := ((v_fields ->> 'date') || ' ' || (v_fields ->> 'time'))::timestamp;
    v_ends constant timestamp := coalesce(
        ((v_fields ->> 'date') || ' ' || (v_fields ->> 'end_time'))::timestamp,
        hearing_ends(p_row.hearing_id, v_starts));
    v_done jsonb;
begin
    v_done := hearing_put(p_row.hearing_id, jsonb_build_object('code', v_fields ->> 'case_code',
        'starts', v_starts, 'ends', v_ends)
            || (v_fields - '{case_code,date,time,end_time,court,was,changes}'::text[]),
        p_row.batch_id);
    update import_row set hearing_id = (v_done ->> 'hearing_id')::bigint
        where center_id = p_row.center_id and batch_id = p_row.batch_id and n = p_row.n;
    return (v_done ->> 'told')::integer;
end $$;


ALTER FUNCTION duty.import_apply(p_row duty.import_row) OWNER TO duty_owner;

--
-- Name: import_bad(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_bad(p_batch_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select coalesce(jsonb_agg(x || jsonb_build_object('sheet', r.sheet, 'row', r.row_no)
        order by r.n), '[]')
    from (select * from import_row where center_id = current_center() and batch_id = p_batch_id
              and verdict = 'bad' order by n limit 500) r
    cross join jsonb_array_elements(r.errors) x
$$;


ALTER FUNCTION duty.import_bad(p_batch_id bigint) OWNER TO duty_owner;

--
-- Name: import_candidates(bigint, boolean, integer[], bigint[]); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_candidates(p_batch_id bigint, p_same_day boolean, p_rows integer[], p_hearings bigint[]) RETURNS TABLE(n integer, case_id bigint, hearing_id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
        with open_row as materialized (
            select r.n, (r.fields ->> 'court_id')::bigint as court_id, r.fields ->> 'case_code' as code,
                ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp as starts
            from import_row r
            where r.center_id = current_center() and r.batch_id = p_batch_id
                and r.verdict <> 'bad' and r.n <> all (p_rows))
        select r.n, h.case_id, h.hearing_id
        from open_row r
        join legal_case l on l.center_id = current_center() and l.court_id = r.court_id
            and l.code = r.code
        join hearing h on h.center_id = l.center_id and h.case_id = l.case_id
            and h.state = 'scheduled'
        where h.hearing_id <> all (p_hearings)
            and case when p_same_day then h.starts::date = r.starts::date
                else lower(h.during) > duty.now() end
        order by abs(extract(epoch from h.starts - r.starts)), r.n, h.hearing_id;
end $$;


ALTER FUNCTION duty.import_candidates(p_batch_id bigint, p_same_day boolean, p_rows integer[], p_hearings bigint[]) OWNER TO duty_owner;

--
-- Name: import_check(bigint, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_check(p_court bigint, p_row jsonb, OUT fields jsonb, OUT errors jsonb) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_said text := nullif(btrim(p_row -> 'fields' ->> 'court'), '');
    v_court bigint := court_find(v_said);
    v_field text;
begin
    fields := jsonb_strip_nulls(coalesce(p_row -> 'fields', '{}'));
    errors := coalesce(nullif(p_row -> 'errors', 'null'), '[]');
    if v_court is null and p_court is null then
        errors := errors || jsonb_build_object('field', 'court', 'value', v_said, 'key',
            case when v_said is null then 'error.field.required'
                else 'intake.error.court_unknown' end);
    elsif p_court is not null and v_said is not null and v_court is distinct from p_court
            and (v_court is null or current_actor() = 'clerk') then
        fields := fields || jsonb_build_object('room',
            concat_ws(', ', v_said, nullif(fields ->> 'room', '')));
        v_court := p_court;
    end if;
    fields := fields || jsonb_build_object('court_id', coalesce(v_court, p_court));
    foreach v_field in array array['case_code', 'date', 'time'] loop
        if coalesce(btrim(fields ->> v_field), '') = ''
                and not errors @> jsonb_build_array(jsonb_build_object('field', v_field)) then
            errors := errors || jsonb_build_object('field', v_field, 'key', 'error.field.required');
        end if;
    end loop;
    -- As long as the form takes them; the court may have made the room longer.
    errors := errors || (
        select coalesce(jsonb_agg(jsonb_build_object('field', k, 'value', left(fields ->> k, 90),
            'key', 'intake.error.cell_too_long')), '[]')
        from (values ('case_code', 100), ('room', 300), ('judge', 300), ('kind', 300),
            ('subject', 1000)) x(k, most) where length(fields ->> k) > most);
    if errors = '[]' and fields ->> 'end_time' <= fields ->> 'time' then
        errors := errors || jsonb_build_object('field', 'end_time', 'value', fields ->> 'end_time',
            'key', 'error.field.time');
    end if;
end $$;


ALTER FUNCTION duty.import_check(p_court bigint, p_row jsonb, OUT fields jsonb, OUT errors jsonb) OWNER TO duty_owner;

--
-- Name: import_commit(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_commit(p_batch_id text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
    v_shown jsonb;
    v_counts jsonb;
    v_told integer := 0;
    v import_row;
begin
    perform write_lock();
    perform import_open(v_batch);
    select jsonb_agg(jsonb_build_array(n, verdict, hearing_id, fields -> 'was') order by n)
        into v_shown from import_row where center_id = v_center and batch_id = v_batch;
    perform import_match(v_batch);
    if v_shown is distinct from (
            select jsonb_agg(jsonb_build_array(n, verdict, hearing_id, fields -> 'was') order by n)
            from import_row where center_id = v_center and batch_id = v_batch) then
        perform fail('error.import.stale', 'DU409');
    end if;
    for v in select * from import_row where center_id = v_center and batch_id = v_batch
        and verdict in ('new', 'changed') order by n
    loop
        v_told := v_told + import_apply(v);
    end loop;
    update import_batch set state = 'committed', committed_at = duty.now()
        where center_id = v_center and batch_id = v_batch;
    v_counts := import_counts(v_batch) || jsonb_build_object('told', v_told);
    -- One row for the whole list, at its end: from here on the Centre's log-ins wait.
    perform audit_add('import.commit', 'import_batch', v_batch::text, v_counts || jsonb_build_object(
        'changes', (
            select coalesce(jsonb_agg(jsonb_build_object('hearing_id', g.hearing_id,
                'severity', g.severity, 'before', g.before - 'subject', 'after', g.after - 'subject')
                order by r.n), '[]')
            from import_row r
            join hearing_change g on g.center_id = r.center_id and g.hearing_id = r.hearing_id
                and g.batch_id = v_batch
            where r.center_id = v_center and r.batch_id = v_batch)));
    return v_counts || jsonb_build_object('batch_id', v_batch);
end $$;


ALTER FUNCTION duty.import_commit(p_batch_id text) OWNER TO duty_owner;

--
-- Name: import_counts(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_counts(p_batch_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select jsonb_build_object('new', count(*) filter (where verdict = 'new'),
        'changed', count(*) filter (where verdict = 'changed'),
        'same', count(*) filter (where verdict = 'same'),
        'bad', count(*) filter (where verdict = 'bad'), 'rows', count(*))
    from import_row where center_id = current_center() and batch_id = p_batch_id
$$;


ALTER FUNCTION duty.import_counts(p_batch_id bigint) OWNER TO duty_owner;

--
-- Name: import_diff(bigint, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_diff(p_hearing_id bigint, p_fields jsonb, OUT was jsonb, OUT changes jsonb) RETURNS record
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    was := hearing_state(p_hearing_id) - 'providers';
    changes := (
        select coalesce(jsonb_agg(k order by i), '[]')
        from unnest(array['date', 'time', 'end_time', 'room', 'judge', 'subject', 'mode', 'kind'])
            with ordinality x(k, i)
        where p_fields ->> k is not null and p_fields ->> k <> coalesce(was ->> k, ''));
end $$;


ALTER FUNCTION duty.import_diff(p_hearing_id bigint, p_fields jsonb, OUT was jsonb, OUT changes jsonb) OWNER TO duty_owner;

--
-- Name: import_discard(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_discard(p_batch_id text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
begin
    perform import_open(v_batch);
    update import_batch set state = 'discarded'
        where center_id = current_center() and batch_id = v_batch;
    perform audit_add('import.discard', 'import_batch', v_batch::text, '{}');
    return null;
end $$;


ALTER FUNCTION duty.import_discard(p_batch_id text) OWNER TO duty_owner;

--
-- Name: import_form(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_form() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return jsonb_build_object('form', jsonb_build_object('court_id', current_org()::text),
        'options', jsonb_build_object('court_id', courts()),
        'any_court', current_actor() <> 'clerk', 'batches', (
            select coalesce(jsonb_agg(jsonb_build_object('batch_id', b.batch_id,
                'filename', b.filename, 'state', b.state,
                'created_at', wall(b.created_at at time zone c.zone)) order by b.batch_id desc), '[]')
            from (select * from import_batch where center_id = current_center()
                  order by batch_id desc limit 20) b
            join center c on c.center_id = b.center_id));
end $$;


ALTER FUNCTION duty.import_form() OWNER TO duty_owner;

--
-- Name: import_match(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_match(p_batch_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_rows integer[] := '{}';
    v_hearings bigint[] := '{}';
    v record;
begin
    -- Materialized: worked out once, whatever the planner thinks of fresh rows.
    with twice as materialized (
        select * from (
            select n, first_value(n) over w as first_n, first_value(row_no) over w as first_row
            from import_row
            where center_id = v_center and batch_id = p_batch_id and verdict <> 'bad'
            window w as (partition by fields -> 'court_id', fields ->> 'case_code',
                fields ->> 'date', fields ->> 'time' order by n)) x
        where n <> first_n)
    update import_row r set verdict = 'bad', errors = jsonb_build_array(jsonb_build_object(
            'field', 'case_code', 'value', d.first_row::text, 'key', 'intake.error.duplicate_row'))
        from twice d
        where r.center_id = v_center and r.batch_id = p_batch_id and r.n = d.n;

    for v in select * from import_candidates(p_batch_id, true, v_rows, v_hearings) loop
        if v.n <> all (v_rows) and v.hearing_id <> all (v_hearings) then
            v_rows := v_rows || v.n;
            v_hearings := v_hearings || v.hearing_id;
        end if;
    end loop;
    for v in
        select min(c.n) as n, min(c.hearing_id) as hearing_id
        from import_candidates(p_batch_id, false, v_rows, v_hearings) c
        group by c.case_id
        having count(distinct c.n) = 1 and count(distinct c.hearing_id) = 1
    loop
        v_rows := v_rows || v.n;
        v_hearings := v_hearings || v.hearing_id;
    end loop;

    -- Row by row: joined to anything, fresh rows without statistics make a nested loop.
    update import_row r set (hearing_id, fields, verdict) = (
            select p.hearing_id, r.fields - '{was,changes}'::text[]
                    || case when p.hearing_id is null then '{}'
                        else jsonb_build_object('was', d.was, 'changes', d.changes) end,
                case when p.hearing_id is null then 'new' when d.changes = '[]' then 'same'
                    else 'changed' end
            from (select v_hearings[array_position(v_rows, r.n)] as hearing_id) p
            left join lateral import_diff(p.hearing_id, r.fields) d on p.hearing_id is not null)
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict <> 'bad';
end $$;


ALTER FUNCTION duty.import_match(p_batch_id bigint) OWNER TO duty_owner;

--
-- Name: import_open(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_open(p_batch_id bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_state text;
begin
    select state into v_state from import_batch
        where center_id = current_center() and batch_id = p_batch_id for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v_state <> 'preview' then
        perform fail('error.import.done', 'DU409');
    end if;
end $$;


ALTER FUNCTION duty.import_open(p_batch_id bigint) OWNER TO duty_owner;

--
-- Name: import_preview(text, text, text, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.import_preview(p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_court bigint := case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id) end;
    v_batch bigint;
begin
    if v_court is not null and not exists (select from org_unit
            where center_id = v_center and org_id = v_court and kind = 'court') then
        perform fail('error.field.choice', p_field => 'court_id', p_value => p_court_id);
    end if;
    insert into import_batch (center_id, court_id, filename, sha256, state, sheets, created_at,
            account_id)
        values (v_center, v_court, left(coalesce(arg_text('filename', p_filename, 1000), '-'), 300),
            p_sha256, 'preview', coalesce(p_parsed -> 'sheets', '[]'), duty.now(),
            current_account())
        returning batch_id into v_batch;
    insert into import_row (center_id, batch_id, n, sheet, row_no, fields, errors, verdict)
        select v_center, v_batch, r.n, coalesce(r.row ->> 'sheet', ''),
            coalesce((r.row ->> 'row')::integer, r.n::integer), checked.fields, checked.errors,
            case checked.errors when '[]' then 'new' else 'bad' end
        from jsonb_array_elements(coalesce(p_parsed -> 'rows', '[]')) with ordinality r(row, n)
        cross join lateral import_check(v_court, r.row) checked;
    -- A list with rows of other courts too belongs to none of them: a clerk reads whole lists.
    update import_batch set court_id = null
        where center_id = v_center and batch_id = v_batch and exists (
            select from import_row where center_id = v_center and batch_id = v_batch
                and (fields ->> 'court_id')::bigint <> v_court);
    perform import_match(v_batch);
    perform audit_add('import.preview', 'import_batch', v_batch::text,
        import_counts(v_batch) || jsonb_build_object('sha256', p_sha256));
    return jsonb_build_object('batch_id', v_batch);
end $$;


ALTER FUNCTION duty.import_preview(p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb) OWNER TO duty_owner;

--
-- Name: ledger_open(daterange); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.ledger_open(p_period daterange) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
begin
    insert into ledger_entry (center_id, provider_id, point_kind, points, on_day)
        with old as materialized (
            select provider_id, share from provider p
            where center_id = v_center and class <> 'collaborator' and exists (
                select from ledger_entry e where e.center_id = v_center
                    and e.provider_id = p.provider_id)
        ), average as (
            select e.point_kind, sum(e.points)::numeric / (select sum(share) from old) as per_share
            from ledger_entry e join old using (provider_id)
            where e.center_id = v_center group by e.point_kind)
        select v_center, p.provider_id, a.point_kind, round(a.per_share * p.share), lower(p_period)
        from provider p cross join average a
        where p.center_id = v_center and p.class <> 'collaborator'
            and p.provider_id not in (select provider_id from old)
        order by p.provider_id, a.point_kind;
end $$;


ALTER FUNCTION duty.ledger_open(p_period daterange) OWNER TO duty_owner;

--
-- Name: login_find(text, text); Type: FUNCTION; Schema: duty; Owner: duty_guard
--

CREATE FUNCTION duty.login_find(p_center text, p_login text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select jsonb_build_object('account', a.account_id, 'center_id', a.center_id,
        'hash', a.password_hash, 'locked', a.locked_at is not null)
    from center c join account a on a.center_id = c.center_id
    where c.code = lower(btrim(p_center)) and a.login = lower(btrim(p_login))
$$;


ALTER FUNCTION duty.login_find(p_center text, p_login text) OWNER TO duty_guard;

--
-- Name: login_open(bigint, bigint, text, text); Type: FUNCTION; Schema: duty; Owner: duty_guard
--

CREATE FUNCTION duty.login_open(p_center bigint, p_account bigint, p_session_hash text, p_address text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now timestamptz := duty.now();
    v_role text;
begin
    select role into v_role from account
        where center_id = p_center and account_id = p_account and locked_at is null;
    if not found then
        perform fail('error.login', 'DU401');
    end if;
    delete from session where center_id = p_center and expires_at < v_now;
    insert into session values (p_center, p_session_hash, p_account, coalesce(p_address, ''), v_now,
        v_now + make_interval(mins => rule_value(case when v_role in ('clerk', 'police')
            then 'session.shared_minutes' else 'session.minutes' end)));
    perform audit_add('session.open', 'account', p_account::text,
        jsonb_build_object('address', coalesce(p_address, '')), p_center, p_account);
    return jsonb_build_object('role', v_role);
end $$;


ALTER FUNCTION duty.login_open(p_center bigint, p_account bigint, p_session_hash text, p_address text) OWNER TO duty_guard;

--
-- Name: logout(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.logout() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    delete from session where center_id = current_center()
        and session_hash = current_setting('app.session_hash');
    perform audit_add('session.close', 'account', current_account()::text, '{}');
    return null;
end $$;


ALTER FUNCTION duty.logout() OWNER TO duty_owner;

--
-- Name: may(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.may(p_action text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select from duty.permission
        where role = nullif(current_setting('app.role', true), '') and action = p_action)
$$;


ALTER FUNCTION duty.may(p_action text) OWNER TO duty_owner;

--
-- Name: my_points(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.my_points(p_provider bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('kind', k,
            'points', coalesce(m.points, 0),
            'average', round(coalesce(e.points, 0) * me.share / people.share)) order by i), '[]')
        from unnest(array['day', 'night', 'weekend', 'holiday', 'tet']) with ordinality x(k, i)
        join provider me on me.center_id = current_center() and me.provider_id = p_provider
        cross join (select sum(share) as share from provider
            where center_id = current_center() and class <> 'collaborator') people
        left join (select l.point_kind, sum(l.points) as points
            from ledger_entry l
            join provider p on p.center_id = l.center_id and p.provider_id = l.provider_id
            where l.center_id = current_center() and p.class <> 'collaborator'
            group by l.point_kind) e on e.point_kind = k
        left join (select point_kind, sum(points) as points from ledger_entry
            where center_id = current_center() and provider_id = p_provider
            group by point_kind) m on m.point_kind = k);
end $$;


ALTER FUNCTION duty.my_points(p_provider bigint) OWNER TO duty_owner;

--
-- Name: named_providers(text, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.named_providers(p_field text, p_value jsonb) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    if p_field <> 'providers' then
        return p_value #>> '{}';
    end if;
    return (select string_agg(t.name, ', ' order by t.name) from staff() t
        where p_value @> to_jsonb(t.provider_id));
end $$;


ALTER FUNCTION duty.named_providers(p_field text, p_value jsonb) OWNER TO duty_owner;

--
-- Name: notice_add(bigint, text, text, text, jsonb, timestamp with time zone, integer); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_add(p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb, p_deadline timestamp with time zone, p_priority integer DEFAULT 5) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    insert into notice (center_id, person_id, channel, address, language, template, params,
            dedupe_key, priority, due_at, deadline, created_at)
        select k.center_id, k.person_id, k.channel, k.address, p.language, p_template,
            p_params || jsonb_build_object('name', p.full_name, 'center_name', c.name),
            concat_ws(':', p_event, p_template, p_person, p_channel), p_priority,
            duty.now(), p_deadline, duty.now()
        from contact k
        join person p on p.center_id = k.center_id and p.person_id = k.person_id
        join center c on c.center_id = k.center_id
        where k.center_id = current_center() and k.person_id = p_person
            and k.channel = p_channel and k.verified_at is not null
        order by k.verified_at desc, k.contact_id desc
        limit 1
        on conflict (center_id, dedupe_key) do nothing;
    if not found then
        return false;
    end if;
    perform pg_notify('notice', '');
    return true;
end $$;


ALTER FUNCTION duty.notice_add(p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb, p_deadline timestamp with time zone, p_priority integer) OWNER TO duty_owner;

--
-- Name: notice_backoff(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_backoff() RETURNS integer[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $_$
begin
    return array(select value from rule
        where key ~ '^notice\.backoff\.\d+$' and valid @> duty.now()::date
        order by substring(key from '\d+$')::integer);
end $_$;


ALTER FUNCTION duty.notice_backoff() OWNER TO duty_owner;

--
-- Name: notice_capture(jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_capture(p_items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_count integer;
begin
    insert into captured (center_id, channel, address, subject, body, token, captured_at)
        select a.center_id, x.channel, x.address, coalesce(x.subject, ''), x.body, x.token, duty.now()
        from jsonb_to_recordset(p_items) x(token text, channel text, address text, subject text,
            body text)
        join notice_attempt a on a.token = x.token;
    get diagnostics v_count = row_count;
    return jsonb_build_object('captured', v_count);
end $$;


ALTER FUNCTION duty.notice_capture(p_items jsonb) OWNER TO duty_owner;

--
-- Name: notice_claim(integer, integer); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_claim(p_n integer, p_lease_s integer) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
    v_claimed jsonb;
begin
    update notice set state = 'expired', ended_at = v_now
        where (center_id, notice_id) in (select center_id, notice_id from notice
            where state = 'queued' and deadline < v_now
            order by deadline limit 1000 for update skip locked);
    with due as (
        select center_id, notice_id from notice
        where state = 'queued' and due_at <= v_now
        order by priority desc, due_at limit p_n for update skip locked
    ), leased as (
        update notice n set state = 'leased', attempts = n.attempts + 1,
                lease_pid = pg_backend_pid(), lease_until = v_now + make_interval(secs => p_lease_s)
            from due where n.center_id = due.center_id and n.notice_id = due.notice_id
            returning n.*
    ), opened as (
        insert into notice_attempt (center_id, notice_id, n, token, gateway, started_at)
            select center_id, notice_id, attempts, replace(gen_random_uuid()::text, '-', ''), '',
                v_now from leased
            returning center_id, notice_id, n, token)
    select jsonb_agg(jsonb_build_object('center_id', l.center_id, 'notice_id', l.notice_id,
            'n', l.attempts, 'token', o.token, 'channel', l.channel, 'address', l.address,
            'language', coalesce(own.language, 'vi'), 'template', l.template,
            'subject', coalesce(own.subject, vi.subject), 'body', coalesce(own.body, vi.body),
            'params', l.params,
            'deadline_s', greatest(0, extract(epoch from l.deadline - v_now)::bigint))
            order by l.priority desc, l.due_at)
        into v_claimed
        from leased l
        join opened o on o.center_id = l.center_id and o.notice_id = l.notice_id
        left join notice_template own on own.key = l.template and own.channel = l.channel
            and own.language = l.language
        left join notice_template vi on vi.key = l.template and vi.channel = l.channel
            and vi.language = 'vi';
    return coalesce(v_claimed, '[]');
end $$;


ALTER FUNCTION duty.notice_claim(p_n integer, p_lease_s integer) OWNER TO duty_owner;

--
-- Name: notice_receipt(text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_receipt(p_token text, p_kind text, p_detail text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
    v notice_attempt;
begin
    if p_kind <> all (array['accepted', 'queued', 'delivered', 'failed', 'refused']) then
        perform fail('error.field.choice', p_field => 'kind', p_value => p_kind);
    end if;
    select * into v from notice_attempt where token = p_token;
    if not found then
        return jsonb_build_object('found', false);
    end if;
    -- Locked before the receipt is kept, in the order every sender locks: notice first.
    perform from notice where center_id = v.center_id and notice_id = v.notice_id for update;
    insert into receipt (center_id, notice_id, n, kind, detail, received_at)
        values (v.center_id, v.notice_id, v.n, p_kind, left(coalesce(p_detail, ''), 500), v_now)
        on conflict do nothing;
    if p_kind = 'delivered' then
        update notice set state = 'delivered', sent_at = coalesce(sent_at, v_now), ended_at = v_now
            where center_id = v.center_id and notice_id = v.notice_id
                and state not in ('delivered', 'leased');
    elsif p_kind in ('failed', 'refused') then
        update notice set state = 'failed', ended_at = v_now
            where center_id = v.center_id and notice_id = v.notice_id and attempts = v.n
                and state in ('sent', 'unknown');
    end if;
    return jsonb_build_object('found', true);
end $$;


ALTER FUNCTION duty.notice_receipt(p_token text, p_kind text, p_detail text) OWNER TO duty_owner;

--
-- Name: notice_reclaim(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_reclaim() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
    v_ended jsonb;
begin
    with lost as (
        select center_id, notice_id, attempts from notice
        where state = 'leased' and (lease_until < v_now
            or lease_pid not in (select pid from pg_stat_activity))
        for update skip locked
    ), closed as (
        update notice_attempt a set outcome = 'unknown', ended_at = v_now, code = 'lost'
            from lost where a.center_id = lost.center_id and a.notice_id = lost.notice_id
                and a.n = lost.attempts and a.outcome is null
            returning a.center_id, a.notice_id, a.n, a.outcome)
    select coalesce(jsonb_agg(to_jsonb(closed)), '[]') into v_ended from closed;
    return jsonb_build_object('reclaimed', notice_settle(v_ended, true));
end $$;


ALTER FUNCTION duty.notice_reclaim() OWNER TO duty_owner;

--
-- Name: notice_record(jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_record(p_items jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
    v_ended jsonb;
    v_count integer;
begin
    -- The notices are locked first and in order, as every sender does.
    perform from notice n
        join jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint)
            on x.center_id = n.center_id and x.notice_id = n.notice_id
        order by n.center_id, n.notice_id for update of n;
    with item as (
        select * from jsonb_to_recordset(p_items) x(center_id bigint, notice_id bigint, n integer,
            outcome text, code text, detail text, text text, gateway text, gateway_id text)
    ), closed as (
        update notice_attempt a set outcome = i.outcome, ended_at = v_now, code = i.code,
                detail = left(i.detail, 500), text = i.text, gateway = coalesce(i.gateway, ''),
                gateway_id = i.gateway_id
            from item i
            where a.center_id = i.center_id and a.notice_id = i.notice_id and a.n = i.n
                and a.outcome is null
            returning a.center_id, a.notice_id, a.n, a.outcome, a.code)
    select coalesce(jsonb_agg(to_jsonb(closed)), '[]') into v_ended from closed;
    v_count := notice_settle(v_ended, false);

    update notice n set state = 'sent', sent_at = v_now, ended_at = null
        from jsonb_to_recordset(p_items) i(center_id bigint, notice_id bigint, n integer,
                outcome text)
            join notice_attempt a using (center_id, notice_id, n)
        where i.outcome = 'ok' and a.outcome = 'unknown' and n.center_id = i.center_id
            and n.notice_id = i.notice_id and n.attempts = i.n and n.state in ('queued', 'unknown');
    return jsonb_build_object('recorded', v_count);
end $$;


ALTER FUNCTION duty.notice_record(p_items jsonb) OWNER TO duty_owner;

--
-- Name: notice_settle(jsonb, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_settle(p_ended jsonb, p_at_once boolean) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
    v_backoff constant integer[] := notice_backoff();
    v_max constant integer := rule_value('notice.max_attempts');
    v_count integer;
begin
    with ended as (
        select n.center_id, n.notice_id, x.outcome, n.policy, n.attempts, n.deadline,
            v_now + case when p_at_once or x.code = 'stopping' then interval '0' else make_interval(secs =>
                v_backoff[least(n.attempts, cardinality(v_backoff))] * (0.9 + 0.2 * random())) end
                as next_due,
            exists (select from receipt r where r.center_id = n.center_id
                and r.notice_id = n.notice_id and r.kind = 'delivered') as is_delivered,
            exists (select from receipt r where r.center_id = n.center_id
                and r.notice_id = n.notice_id and r.n = x.n
                and r.kind in ('failed', 'refused')) as is_refused
        from jsonb_to_recordset(p_ended) x(center_id bigint, notice_id bigint, n integer,
            outcome text, code text)
        join notice n on n.center_id = x.center_id and n.notice_id = x.notice_id
        where n.state = 'leased' and n.attempts = x.n
    ), fate as (
        select *, case
            when is_delivered then 'delivered'
            when is_refused then 'failed'
            when outcome = 'ok' then 'sent'
            when outcome = 'permfail' then 'failed'
            when outcome = 'unknown' and policy = 'never' then 'unknown'
            when attempts >= v_max or next_due > deadline then
                case outcome when 'unknown' then 'unknown' else 'failed' end
            else 'queued' end as next_state
        from ended)
    update notice n set state = f.next_state, lease_pid = null, lease_until = null,
            due_at = case f.next_state when 'queued' then f.next_due else n.due_at end,
            sent_at = case when f.next_state in ('sent', 'delivered') then v_now else n.sent_at end,
            ended_at = case when f.next_state in ('delivered', 'failed', 'unknown') then v_now end
        from fate f where n.center_id = f.center_id and n.notice_id = f.notice_id;
    get diagnostics v_count = row_count;
    return v_count;
end $$;


ALTER FUNCTION duty.notice_settle(p_ended jsonb, p_at_once boolean) OWNER TO duty_owner;

--
-- Name: notice_stats(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.notice_stats() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_now constant timestamptz := duty.now();
begin
    return (
        select jsonb_build_object('due', count(*) filter (where due_at <= v_now),
            'oldest_s', coalesce(extract(epoch from v_now - min(due_at)
                filter (where due_at <= v_now))::bigint, 0),
            'next_ms', (extract(epoch from min(due_at) filter (where due_at > v_now) - v_now)
                * 1000)::bigint)
        from notice where state = 'queued');
end $$;


ALTER FUNCTION duty.notice_stats() OWNER TO duty_owner;

--
-- Name: now(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
    select pg_catalog.now() + shift from duty.clock
$$;


ALTER FUNCTION duty.now() OWNER TO duty_owner;

--
-- Name: numbered_posts(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.numbered_posts() RETURNS TABLE(post_id bigint, name text, kind text, n bigint)
    LANGUAGE sql STABLE
    AS $$
    select post_id, name::text, kind, row_number() over (partition by kind order by post_id)
    from duty.duty_post where center_id = (select duty.current_center())
$$;


ALTER FUNCTION duty.numbered_posts() OWNER TO duty_owner;

--
-- Name: options(text[]); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.options(p_values text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
    select jsonb_agg(jsonb_build_object('value', v) order by i)
    from unnest(p_values) with ordinality x(v, i)
$$;


ALTER FUNCTION duty.options(p_values text[]) OWNER TO duty_owner;

--
-- Name: page_captured(text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_captured(p_channel text, p_offset text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_channel constant text := arg_choice('channel', p_channel, array['sms', 'mail']);
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_items jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('captured_id', k.captured_id, 'channel', k.channel,
            'address', k.address, 'person', p.full_name, 'subject', k.subject, 'body', k.body,
            'token', k.token, 'at', wall(k.captured_at at time zone c.zone))
            order by k.captured_id desc), '[]')
        into v_items
        from (select * from captured where center_id = v_center
                  and (v_channel is null or channel = v_channel)
              order by captured_id desc limit 51 offset v_offset) k
        join center c on c.center_id = k.center_id
        left join notice_attempt a on a.token = k.token and a.center_id = k.center_id
        left join notice n on n.center_id = a.center_id and n.notice_id = a.notice_id
        left join person p on p.center_id = n.center_id and p.person_id = n.person_id;
    return jsonb_build_object('items', v_items - 50, 'channel', v_channel, 'offset', v_offset,
        'size', 50, 'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when jsonb_array_length(v_items) > 50 then v_offset + 50 end,
        'total', (select count(*) from captured where center_id = v_center
            and (v_channel is null or channel = v_channel)));
end $$;


ALTER FUNCTION duty.page_captured(p_channel text, p_offset text) OWNER TO duty_owner;

--
-- Name: page_hearing(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_hearing(p_hearing_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_page jsonb;
    v_sees boolean;
begin
    select sees_subject(a.provider_id), jsonb_build_object('hearing_id', h.hearing_id,
            'sequence', h.sequence, 'case_id', h.case_id, 'court_id', l.court_id, 'court', o.name,
            'code', l.code, 'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'judge', h.judge,
            'mode', h.mode, 'kind', h.kind, 'state', h.state, 'batch_id', h.batch_id,
            'changed_at', wall(h.changed_at at time zone h.zone),
            'provider_id', a.provider_id, 'provider', t.name, 'phone', t.phone,
            'clash', case a.state when 'clash'
                then hearing_clash(a.provider_id, h.during, h.hearing_id) else '[]' end,
            'subject', case when sees_subject(a.provider_id) then l.subject end)
        into v_sees, v_page
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
            and a.state <> 'released'
        left join staff() t on t.provider_id = a.provider_id
        where h.center_id = v_center and h.hearing_id = v_id
        order by a.provider_id limit 1;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page || jsonb_build_object('can_write', may('hearing.write'),
        'changes', hearing_history(v_id, v_sees),
        'told', case when current_actor() <> 'provider' then hearing_told(v_id) else '[]' end);
end $$;


ALTER FUNCTION duty.page_hearing(p_hearing_id text) OWNER TO duty_owner;

--
-- Name: page_hearings(text, text, text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_hearings(p_from text, p_to text, p_court text, p_q text, p_offset text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_from date := arg_date('from', p_from);
    v_to date := arg_date('to', p_to);
    v_court constant bigint := arg_int('court', p_court);
    v_q constant text := arg_text('q', p_q, 100);
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_zone text;
    v_found jsonb;
begin
    select zone into v_zone from center where center_id = current_center();
    v_from := coalesce(v_from, duty.today(v_zone));
    v_to := greatest(coalesce(v_to, v_from + 30), v_from);
    with found as materialized (
        select h.hearing_id, h.starts, h.ends, h.room, h.judge, h.mode, h.kind, h.state, h.sequence,
            l.code, l.subject, l.court_id, o.name as court, a.provider_id, t.name as provider,
            coalesce(a.state = 'clash', false) as clash
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
            and a.state <> 'released'
        left join staff() t on t.provider_id = a.provider_id
        where h.center_id = current_center() and h.starts >= v_from::timestamp
            and h.starts < v_to + interval '1 day'
            and (v_court is null or l.court_id = v_court)
            and (v_q is null or position(lower(v_q) in
                lower(concat_ws(' ', l.code, h.room, h.judge, t.name))) > 0))
    select jsonb_build_object('total', (select count(*) from found),
            'counts', (select coalesce(jsonb_object_agg(state, n), '{}')
                from (select state, count(*) as n from found group by state) s),
            'clashes', (select count(*) from found where clash and state = 'scheduled'),
            'hearings', coalesce(jsonb_agg(jsonb_build_object('hearing_id', f.hearing_id,
                'date', f.starts::date, 'time', to_char(f.starts, 'HH24:MI'),
                'end', to_char(f.ends, 'HH24:MI'), 'court_id', f.court_id, 'court', f.court,
                'code', f.code, 'room', f.room, 'judge', f.judge, 'mode', f.mode, 'kind', f.kind,
                'state', f.state, 'sequence', f.sequence, 'provider_id', f.provider_id,
                'provider', f.provider, 'clash', f.clash,
                'subject', case when sees_subject(f.provider_id) then f.subject end)
                order by f.starts, f.court collate "vi-x-icu", f.code, f.hearing_id), '[]'))
        into v_found
        from (select * from found order by starts, court collate "vi-x-icu", code, hearing_id
              limit 50 offset v_offset) f;
    return v_found || jsonb_build_object('form', jsonb_build_object('from', v_from, 'to', v_to,
            'court', v_court::text, 'q', v_q), 'options', jsonb_build_object('court', courts()),
        'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when (v_found ->> 'total')::bigint > v_offset + 50
            then v_offset + 50 end,
        'can_write', may('hearing.write'), 'can_import', may('hearing.import'));
end $$;


ALTER FUNCTION duty.page_hearings(p_from text, p_to text, p_court text, p_q text, p_offset text) OWNER TO duty_owner;

--
-- Name: page_import(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_import(p_batch_id text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
    v_page jsonb;
begin
    select jsonb_build_object('batch_id', b.batch_id, 'filename', b.filename, 'sha256', b.sha256,
            'state', b.state, 'sheets', b.sheets, 'court_id', b.court_id, 'court', o.name,
            'created_at', to_char(b.created_at at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'),
            'committed_at', to_char(b.committed_at at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'),
            'by', p.full_name, 'counts', import_counts(b.batch_id), 'is_preview', b.state = 'preview')
        into v_page
        from import_batch b
        join center c on c.center_id = b.center_id
        join account a on a.center_id = b.center_id and a.account_id = b.account_id
        join person p on p.center_id = a.center_id and p.person_id = a.person_id
        left join org_unit o on o.center_id = b.center_id and o.org_id = b.court_id
        where b.center_id = current_center() and b.batch_id = v_batch;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page || jsonb_build_object('bad', import_bad(v_batch), 'rows', (
        select coalesce(jsonb_agg(jsonb_build_object('n', r.n, 'sheet', r.sheet, 'row', r.row_no,
            'verdict', r.verdict, 'hearing_id', r.hearing_id, 'code', r.fields ->> 'case_code',
            'starts', (r.fields ->> 'date') || 'T' || (r.fields ->> 'time'),
            'court', o.name, 'room', r.fields ->> 'room', 'mode', r.fields ->> 'mode',
            'changes', (
                select coalesce(jsonb_agg(jsonb_build_object('field', k,
                    'before', r.fields -> 'was' ->> k, 'after', r.fields ->> k)), '[]')
                from jsonb_array_elements_text(r.fields -> 'changes') k)) order by r.n), '[]')
        from (select * from import_row where center_id = current_center() and batch_id = v_batch
                  and verdict <> 'bad'
              order by n limit 500) r
        join org_unit o on o.center_id = r.center_id
            and o.org_id = (r.fields ->> 'court_id')::bigint));
end $$;


ALTER FUNCTION duty.page_import(p_batch_id text) OWNER TO duty_owner;

--
-- Name: page_me(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_me() RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_zone text;
    v_today date;
begin
    select zone, duty.today(zone) into v_zone, v_today from center where center_id = v_center;
    return jsonb_build_object('provider_id', v_me, 'today', v_today,
        'name', (select full_name from person where center_id = v_center
            and person_id = nullif(current_setting('app.person_id', true), '')::bigint),
        'contacts', (
            select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'address', address,
                'verified', verified_at is not null) order by channel desc, address), '[]')
            from contact where center_id = v_center
                and person_id = nullif(current_setting('app.person_id', true), '')::bigint),
        'duties', (
            select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id,
                'date', s.duty_day, 'starts', wall(s.starts), 'ends', wall(s.ends),
                'post', d.name, 'kind', d.kind, 'role', s.role, 'place', l.name,
                'partner', duty_partner(s.shift_id)) order by s.starts), '[]')
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
            left join place l on l.center_id = d.center_id and l.place_id = d.place_id
            where a.center_id = v_center and a.provider_id = v_me and a.state = 'published'
                and s.ends >= v_today),
        'hearings', (
            select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
                'starts', wall(h.starts), 'ends', wall(h.ends), 'court', o.name, 'room', h.room,
                'code', c.code, 'subject', c.subject, 'mode', h.mode, 'state', h.state,
                'clash', a.state = 'clash') order by h.starts), '[]')
            from appearance a
            join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
            join legal_case c on c.center_id = h.center_id and c.case_id = h.case_id
            join org_unit o on o.center_id = c.center_id and o.org_id = c.court_id
            where a.center_id = v_center and a.provider_id = v_me and a.state <> 'released'
                and h.ends >= v_today),
        'points', my_points(v_me),
        'feeds', (
            select coalesce(jsonb_agg(jsonb_build_object('token_hash', token_hash, 'name', name,
                'created_at', wall(created_at at time zone v_zone),
                'last_fetch_at', wall(last_fetch_at at time zone v_zone),
                'last_client', last_client) order by created_at), '[]')
            from feed_token where center_id = v_center and provider_id = v_me
                and revoked_at is null));
end $$;


ALTER FUNCTION duty.page_me() OWNER TO duty_owner;

--
-- Name: page_messages(text, text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_messages(p_state text, p_channel text, p_q text, p_offset text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_state constant text := arg_choice('state', p_state, array['queued', 'leased', 'sent',
        'delivered', 'failed', 'unknown', 'held', 'superseded', 'expired']);
    v_channel constant text := arg_choice('channel', p_channel, array['sms', 'mail']);
    v_q constant text := arg_text('q', p_q, 100);
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_zone text;
    v_messages jsonb;
begin
    select zone into v_zone from center where center_id = v_center;
    -- One more than a page, to know whether there is another.
    select coalesce(jsonb_agg(jsonb_build_object('notice_id', n.notice_id, 'person', n.full_name,
            'channel', n.channel, 'address', n.address, 'language', n.language,
            'template', n.template, 'state', n.state, 'priority', n.priority,
            'created_at', wall(n.created_at at time zone v_zone),
            'due_at', wall(n.due_at at time zone v_zone),
            'deadline', wall(n.deadline at time zone v_zone),
            'sent_at', wall(n.sent_at at time zone v_zone),
            'ended_at', wall(n.ended_at at time zone v_zone),
            'text', t.text, 'attempts', t.list, 'receipts', r.list)
            order by n.created_at desc, n.notice_id desc), '[]')
        into v_messages
        from (select n.*, p.full_name from notice n
              join person p on p.center_id = n.center_id and p.person_id = n.person_id
              where n.center_id = v_center and (v_state is null or n.state = v_state)
                  and (v_channel is null or n.channel = v_channel)
                  and (v_q is null or position(lower(v_q) in
                      lower(concat_ws(' ', p.full_name, n.address, n.template))) > 0)
              order by n.created_at desc, n.notice_id desc limit 51 offset v_offset) n
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('n', a.n, 'gateway', a.gateway,
                'gateway_id', a.gateway_id, 'at', wall(a.started_at at time zone v_zone),
                'outcome', a.outcome, 'code', a.code, 'detail', a.detail) order by a.n), '[]') as list,
                (array_agg(a.text order by a.n desc) filter (where a.text is not null)) [1] as text
            from notice_attempt a
            where a.center_id = v_center and a.notice_id = n.notice_id) t
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('n', c.n, 'kind', c.kind,
                'detail', c.detail, 'at', wall(c.received_at at time zone v_zone))
                order by c.receipt_id), '[]') as list
            from receipt c where c.center_id = v_center and c.notice_id = n.notice_id) r;
    return jsonb_build_object('notices', v_messages - 50,
        'form', jsonb_build_object('state', v_state, 'channel', v_channel, 'q', v_q),
        'options', jsonb_build_object('channel', options(array['sms', 'mail']),
            'state', options(array['queued', 'leased', 'sent', 'delivered', 'failed', 'unknown', 'held',
                'superseded', 'expired'])),
        'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when jsonb_array_length(v_messages) > 50 then v_offset + 50 end,
        'counts', (select coalesce(jsonb_agg(jsonb_build_object('state', state, 'count', n)
                order by n desc), '[]')
            from (select state, count(*) as n from notice where center_id = v_center
                  group by state) s));
end $$;


ALTER FUNCTION duty.page_messages(p_state text, p_channel text, p_q text, p_offset text) OWNER TO duty_owner;

--
-- Name: page_roster(text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_roster(p_month text, p_shift text) RETURNS json
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_plans constant boolean := may('roster.draft');
    v_month date := arg_month('month', p_month);
    v_next date;
    v_zone text;
    v_roster roster;
    v_changes jsonb;
begin
    select zone, (date_trunc('month', duty.today(zone)) + interval '1 month')::date
        into v_zone, v_next from center where center_id = v_center;
    if v_month is null then
        v_month := case when exists (select from roster where center_id = v_center
            and lower(period) = v_next and (v_plans or version > 0))
            then v_next else (v_next - interval '1 month')::date end;
    end if;
    select * into v_roster from roster where center_id = v_center and lower(period) = v_month;
    select jsonb_build_object('added', count(*) filter (where change = 'added'),
            'removed', count(*) filter (where change = 'removed'))
        into v_changes from roster_diff(v_roster.roster_id)
        where v_plans and v_roster.drafted_at is not null;
    return json_build_object('month', to_char(v_month, 'YYYY-MM'),
        'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'),
        'first', v_month, 'last', (v_month + interval '1 month')::date - 1,
        'days', roster_days(v_month),
        'people', roster_people(v_roster.roster_id, v_month, v_zone,
            v_plans and v_roster.drafted_at is not null),
        'posts', (
            select coalesce(jsonb_agg(jsonb_build_object('post_id', post_id, 'name', name,
                'kind', kind, 'short', post_short(kind, n)) order by kind, n), '[]')
            from numbered_posts()),
        'uncovered', roster_uncovered(v_roster.roster_id, v_plans and v_roster.drafted_at is not null),
        'roster', case when v_roster.roster_id is not null then jsonb_build_object(
            'id', v_roster.roster_id, 'version', v_roster.version,
            'is_published', v_roster.version > 0,
            'published_at', (select wall(published_at at time zone v_zone) from roster_version
                where center_id = v_center and roster_id = v_roster.roster_id
                    and version = v_roster.version),
            'drafted_at', case when v_plans then wall(v_roster.drafted_at at time zone v_zone) end,
            'draft', case when v_plans then v_roster.draft - 'uncovered' - 'warnings' end) end,
        'pending_added', v_changes -> 'added', 'pending_removed', v_changes -> 'removed',
        'why', roster_why(v_roster.roster_id, arg_int('shift', p_shift)), 'can_draft', v_plans,
        'can_publish', may('roster.publish') and v_changes <> '{"added": 0, "removed": 0}');
end $$;


ALTER FUNCTION duty.page_roster(p_month text, p_shift text) OWNER TO duty_owner;

--
-- Name: page_today(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.page_today(p_day text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_role constant text := current_actor();
    v_leads constant boolean := v_role in ('coordinator', 'director', 'administrator');
    v_today date;
    v_day date := arg_date('day', p_day);
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    v_day := coalesce(v_day, v_today);
    return jsonb_build_object('day', v_day, 'today', v_today, 'dow', extract(isodow from v_day),
        'prev', v_day - 1, 'next', v_day + 1, 'is_today', v_day = v_today, 'role', v_role,
        'day_type', day_type(v_day),
        'holiday_name', (select name from calendar_day where day = v_day),
        'hotline', (select hotline from center where center_id = current_center()),
        'now', board(v_today, true), 'shifts', board(v_day, false),
        'hearings', today_hearings(v_day), 'shows_hearings', may('hearing.read'),
        'gaps', case when v_leads then today_gaps(v_today) else '[]' end,
        'clashes', today_clashes(v_today),
        'notices', case when v_leads then (
            select jsonb_build_object('queued', count(*) filter (where state in ('queued', 'leased')),
                'failed', count(*) filter (where state in ('failed', 'expired')),
                'unknown', count(*) filter (where state = 'unknown'),
                'trouble', count(*) filter (where state in ('failed', 'expired', 'unknown')) > 0)
            from notice where center_id = current_center()
                and created_at > duty.now() - interval '7 days') end);
end $$;


ALTER FUNCTION duty.page_today(p_day text) OWNER TO duty_owner;

--
-- Name: post_short(text, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.post_short(p_kind text, p_n bigint) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    select case p_kind when 'custody_phone' then 'Đ' when 'court_onsite' then 'T'
        when 'court_phone' then 'P' else 'N' end || p_n
$$;


ALTER FUNCTION duty.post_short(p_kind text, p_n bigint) OWNER TO duty_owner;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform duty.fail('constraint.immutable', 'DU409', p_value => tg_table_name);
    return null;
end $$;


ALTER FUNCTION duty.refuse_change() OWNER TO duty_owner;

--
-- Name: room_told(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.room_told(p_room text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
    select rtrim(regexp_replace(p_room, '(https?:|www\.|\S+\.[a-z]{2,5}/|\mm[ậa]t\s*kh[ẩa]u|\mpass|\mpwd'
        || '|\mmk\M|\mpin\M|\mcode\M|\mid\M|ពាក្យ\s*សម្ងាត់|លេខ\s*សម្ងាត់|\d[\d\s-]{7,}\d).*$', '', 'i'),
        E' \t,;:.(-–/[')
$_$;


ALTER FUNCTION duty.room_told(p_room text) OWNER TO duty_owner;

--
-- Name: roster_assign(bigint, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_assign(p_roster_id bigint, p_added jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
begin
    update assignment a set state = 'published', sequence = a.sequence + 1,
            changed_at = duty.now(), is_pinned = d.is_pinned, reason = d.reason
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        join draft_assignment d on d.center_id = v_center and d.shift_id = x.shift
            and d.provider_id = x.provider
        where a.center_id = v_center and a.shift_id = x.shift and a.provider_id = x.provider;
    insert into assignment (center_id, assignment_id, shift_id, provider_id, uid, state, is_pinned,
            reason, changed_at) overriding system value
        select v_center, d.id, d.shift_id, d.provider_id, format('duty-%s-%s@dutyd', v_center, d.id),
            'published', d.is_pinned, d.reason, duty.now()
        from (select nextval('duty.assignment_assignment_id_seq') as id, d.*
              from draft_assignment d
              join jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
                  on x.shift = d.shift_id and x.provider = d.provider_id
              where d.center_id = v_center and not exists (select from assignment a
                  where a.center_id = v_center and a.shift_id = d.shift_id
                      and a.provider_id = d.provider_id)) d;
    insert into commitment (center_id, provider_id, during, kind, ref_id)
        select v_center, a.provider_id, s.during, 'duty', a.assignment_id
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        join assignment a on a.center_id = v_center and a.shift_id = x.shift
            and a.provider_id = x.provider
        join shift s on s.center_id = v_center and s.shift_id = a.shift_id
        order by a.provider_id, s.during;
    insert into ledger_entry (center_id, provider_id, assignment_id, point_kind, points, on_day)
        select v_center, a.provider_id, a.assignment_id, s.point_kind, s.points, s.duty_day
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        join assignment a on a.center_id = v_center and a.shift_id = x.shift
            and a.provider_id = x.provider
        join shift s on s.center_id = v_center and s.shift_id = a.shift_id;
end $$;


ALTER FUNCTION duty.roster_assign(p_roster_id bigint, p_added jsonb) OWNER TO duty_owner;

--
-- Name: roster_content(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_content(p_roster_id bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select coalesce(jsonb_agg(jsonb_build_object('shift', s.shift_id, 'post', d.name,
        'kind', d.kind, 'role', s.role, 'starts', to_char(s.starts, 'YYYY-MM-DD"T"HH24:MI'),
        'ends', to_char(s.ends, 'YYYY-MM-DD"T"HH24:MI'), 'needed', s.needed,
        'points', jsonb_build_object(s.point_kind, s.points), 'people', (
            select coalesce(jsonb_agg(jsonb_build_object('provider', a.provider_id,
                'name', n.full_name) order by a.provider_id), '[]')
            from assignment a
            join provider p on p.center_id = a.center_id and p.provider_id = a.provider_id
            join person n on n.center_id = p.center_id and n.person_id = p.person_id
            where a.center_id = s.center_id and a.shift_id = s.shift_id and a.state = 'published'))
        order by s.starts, d.name, s.role, s.shift_id), '[]')
    from shift s
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    where s.center_id = current_center() and s.roster_id = p_roster_id
$$;


ALTER FUNCTION duty.roster_content(p_roster_id bigint) OWNER TO duty_owner;

--
-- Name: roster_days(date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_days(p_month date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    select jsonb_agg(jsonb_build_object('date', g::date, 'dom', extract(day from g),
        'dow', extract(isodow from g), 'holiday', k.name,
        'off', coalesce(k.type <> 'working_saturday', extract(isodow from g) > 5), 'type', coalesce(k.type,
            case when extract(isodow from g) > 5 then 'weekend' else 'work' end)) order by g)
    from generate_series(p_month::timestamp, p_month + interval '1 month - 1 day',
        interval '1 day') g
    left join duty.calendar_day k on k.day = g::date
$$;


ALTER FUNCTION duty.roster_days(p_month date) OWNER TO duty_owner;

--
-- Name: shift; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.shift (
    center_id bigint NOT NULL,
    shift_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    post_id bigint NOT NULL,
    role text NOT NULL,
    duty_day date NOT NULL,
    starts timestamp without time zone NOT NULL,
    ends timestamp without time zone NOT NULL,
    zone text NOT NULL,
    during tstzrange NOT NULL,
    day_type text NOT NULL,
    point_kind text NOT NULL,
    points integer NOT NULL,
    needed integer NOT NULL,
    skills text[] NOT NULL,
    priority integer NOT NULL,
    is_night boolean NOT NULL,
    CONSTRAINT shift_check CHECK ((ends > starts)),
    CONSTRAINT shift_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT shift_point_kind_check CHECK ((point_kind = ANY (ARRAY['day'::text, 'night'::text, 'weekend'::text, 'holiday'::text, 'tet'::text]))),
    CONSTRAINT shift_role_check CHECK ((role = ANY (ARRAY['main'::text, 'backup'::text, 'centre'::text])))
);

ALTER TABLE ONLY duty.shift FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.shift OWNER TO duty_owner;

--
-- Name: roster_demand(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_demand(p_roster_id bigint) RETURNS SETOF duty.shift
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_from constant integer := rule_value('roster.night_from_min');
    v_until constant integer := rule_value('roster.night_until_min');
    v_more constant integer := rule_value('roster.night_more_than_min');
begin
    return query
    select distinct on (d.post_id, d.role, t.starts, t.ends)
        r.center_id, 0::bigint, r.roster_id, d.post_id, d.role, y.day, t.starts, t.ends, c.zone,
        tstzrange(t.starts at time zone c.zone, t.ends at time zone c.zone), y.type,
        case when y.is_tet then 'tet'
            when y.type in ('holiday', 'substitute_holiday', 'swapped_day_off') then 'holiday'
            when y.type = 'weekend' then 'weekend'
            when n.minutes > v_more then 'night'
            else 'day' end,
        d.points, d.needed, d.skills, d.priority, n.minutes > v_more
    from roster r
    join center c on c.center_id = r.center_id
    cross join lateral (
        select g::date as day, coalesce(k.is_tet, false) as is_tet,
            coalesce(k.type, case when extract(isodow from g) > 5 then 'weekend' else 'work' end)
                as type
        from generate_series(lower(r.period)::timestamp, upper(r.period) - interval '1 day',
            interval '1 day') g
        left join calendar_day k on k.day = g::date) y
    join demand_rule d on d.center_id = r.center_id and y.type = any (d.day_types)
        and extract(isodow from y.day) = any (d.weekdays) and d.valid @> y.day
    cross join lateral (
        select y.day + d.starts as starts,
            y.day + d.ends + case when d.ends <= d.starts then interval '1 day' else '0' end as ends) t
    cross join lateral (
        select sum(greatest(0, extract(epoch from least(t.ends, night.till)
            - greatest(t.starts, night.since)) / 60)) as minutes
        from (select y.day + make_interval(days => i, mins => v_from) as since,
                  y.day + make_interval(days => i + 1, mins => v_until) as till
              from generate_series(-1, 1) i) night) n
    where r.center_id = current_center() and r.roster_id = p_roster_id
    order by d.post_id, d.role, t.starts, t.ends, d.priority desc, d.rule_id;
end $$;


ALTER FUNCTION duty.roster_demand(p_roster_id bigint) OWNER TO duty_owner;

--
-- Name: roster_diff(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_diff(p_roster_id bigint) RETURNS TABLE(change text, shift_id bigint, provider_id bigint, is_pinned boolean, reason jsonb, assignment_id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
        select case when p.shift_id is null then 'added' when d.shift_id is null then 'removed'
                else 'kept' end,
            shift_id, provider_id, coalesce(d.is_pinned, p.is_pinned), coalesce(d.reason, p.reason),
            p.assignment_id
        from (select * from draft_assignment
              where center_id = current_center() and roster_id = p_roster_id) d
        full join (select a.* from assignment a
              join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
              where a.center_id = current_center() and s.roster_id = p_roster_id
                  and a.state = 'published') p using (shift_id, provider_id);
end $$;


ALTER FUNCTION duty.roster_diff(p_roster_id bigint) OWNER TO duty_owner;

--
-- Name: roster_draft_save(text, text, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_draft_save(p_month text, p_seed text, p_solution jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_month constant date := arg_month('month', p_month, true);
    v_seed constant bigint := arg_int('seed', p_seed);
    v_roster bigint;
    v_unknown jsonb;
    v_counts jsonb;
begin
    perform write_lock();
    select roster_id into v_roster from roster
        where center_id = v_center and lower(period) = v_month for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    select x.a into v_unknown
        from jsonb_array_elements(p_solution -> 'assignments') x(a)
        left join shift s on s.center_id = v_center and s.roster_id = v_roster
            and s.shift_id = (x.a ->> 'shift')::bigint
        left join provider p on p.center_id = v_center
            and p.provider_id = (x.a ->> 'provider')::bigint
        left join duty_post d on d.center_id = v_center and d.post_id = s.post_id
        where s.shift_id is null or p.provider_id is null
            or (p.class = 'collaborator' and d.kind <> 'hotline') limit 1;
    if found then
        perform fail('error.roster.solution', p_field => 'solution',
            p_value => format('%s/%s', v_unknown ->> 'shift', v_unknown ->> 'provider'));
    end if;
    delete from draft_assignment
        where center_id = v_center and roster_id = v_roster and not is_pinned;
    insert into draft_assignment (center_id, roster_id, shift_id, provider_id, during, reason)
        select v_center, v_roster, s.shift_id, (a ->> 'provider')::bigint, s.during,
            coalesce(a -> 'reason', '{}') || jsonb_build_object('next', (
                select coalesce(jsonb_agg(x || jsonb_build_object('name', t.name) order by i), '[]')
                from jsonb_array_elements(a -> 'reason' -> 'next') with ordinality e(x, i)
                join staff() t on t.provider_id = (x ->> 'provider')::bigint
                where i <= 3))
        from jsonb_array_elements(p_solution -> 'assignments') a
        join shift s on s.center_id = v_center and s.shift_id = (a ->> 'shift')::bigint
        on conflict (center_id, shift_id, provider_id) do update set reason = excluded.reason;
    update roster set drafted_at = duty.now(),
            draft = p_solution - 'assignments' || jsonb_build_object('seed', v_seed)
        where center_id = v_center and roster_id = v_roster;
    v_counts := jsonb_build_object(
        'assignments', (select count(*) from draft_assignment
            where center_id = v_center and roster_id = v_roster),
        'uncovered', jsonb_array_length(coalesce(p_solution -> 'uncovered', '[]')));
    perform audit_add('roster.draft', 'roster', v_roster::text,
        v_counts || jsonb_build_object('month', p_month, 'seed', v_seed));
    return v_counts;
end $$;


ALTER FUNCTION duty.roster_draft_save(p_month text, p_seed text, p_solution jsonb) OWNER TO duty_owner;

--
-- Name: roster_keep(bigint, text, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_keep(p_roster_id bigint, p_note text, p_diff jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_content constant jsonb := roster_content(p_roster_id);
begin
    insert into roster_version (center_id, roster_id, version, published_at, published_by, note,
            content, diff, draft, hash)
        select v_center, r.roster_id, r.version, duty.now(), current_account(), p_note, v_content,
            p_diff, r.draft, encode(sha256(convert_to(v_content::text || coalesce(b.hash, ''),
                'UTF8')), 'hex')
        from roster r
        left join roster_version b on b.center_id = r.center_id and b.roster_id = r.roster_id
            and b.version = r.version - 1
        where r.center_id = v_center and r.roster_id = p_roster_id;
end $$;


ALTER FUNCTION duty.roster_keep(p_roster_id bigint, p_note text, p_diff jsonb) OWNER TO duty_owner;

--
-- Name: roster_minute(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_minute(p_at timestamp with time zone, p_start timestamp with time zone) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
    select (extract(epoch from p_at - p_start) / 60)::integer
$$;


ALTER FUNCTION duty.roster_minute(p_at timestamp with time zone, p_start timestamp with time zone) OWNER TO duty_owner;

--
-- Name: roster_people(bigint, date, text, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_people(p_roster_id bigint, p_month date, p_zone text, p_draft boolean) RETURNS json
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_next constant date := (p_month + interval '1 month')::date;
    v_month constant tstzrange := tstzrange(p_month::timestamp at time zone p_zone,
        v_next::timestamp at time zone p_zone);
    v_people json;
begin
    with names as materialized (
        select provider_id, name, class, share from staff()
    ), duties as (
        select d.provider_id, s.duty_day as day, sum(s.points) as points, count(*) as n,
            json_agg(json_build_object('shift_id', s.shift_id, 'short', post_short(o.kind, o.n), 'post', o.name,
                'kind', o.kind, 'role', s.role, 'starts', to_char(s.starts, 'HH24:MI'),
                'ends', to_char(s.ends, 'HH24:MI'), 'is_pinned', d.is_pinned,
                'state', case when not p_draft then 'published' else case d.change
                    when 'added' then 'draft' when 'removed' then 'removed' else 'published' end end)
                order by s.starts) as list
        from roster_diff(p_roster_id) d
        join shift s on s.center_id = v_center and s.shift_id = d.shift_id
        join numbered_posts() o on o.post_id = s.post_id
        where p_draft or d.change <> 'added'
        group by d.provider_id, s.duty_day
    ), absent as (
        select distinct a.provider_id, g::date as day
        from absence a cross join lateral generate_series(
            greatest(lower(a.during) at time zone p_zone, p_month)::date,
            least((upper(a.during) at time zone p_zone) - interval '1 second', v_next - 1)::date,
            interval '1 day') g
        where a.center_id = v_center and a.state = 'approved' and a.during && v_month
    ), heard as (
        select a.provider_id, h.starts::date as day, count(*) as n
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        where a.center_id = v_center and a.state <> 'released' and h.state = 'scheduled'
            and h.starts >= p_month::timestamp and h.starts < v_next::timestamp
        group by 1, 2
    ), balance as (
        select provider_id, sum(points) as points from ledger_entry
        where center_id = v_center group by provider_id
    ), lines as (
        select n.provider_id, n.name, n.class, n.share, coalesce(sum(d.points), 0) as points,
            coalesce(sum(d.n), 0) as duties,
            json_agg(json_build_object('duties', coalesce(d.list, '[]'),
                'absence', b.day is not null, 'hearings', h.n,
                'off', extract(isodow from g) > 5 or k.day is not null) order by g) as cells
        from names n
        cross join generate_series(p_month, v_next - 1, interval '1 day') g
        left join duties d on d.provider_id = n.provider_id and d.day = g::date
        left join absent b on b.provider_id = n.provider_id and b.day = g::date
        left join calendar_day k on k.day = g::date and k.type <> 'working_saturday'
        left join heard h on h.provider_id = n.provider_id and h.day = g::date
        group by n.provider_id, n.name, n.class, n.share)
    select coalesce(json_agg(json_build_object('provider_id', l.provider_id, 'name', l.name,
            'class', l.class, 'share', l.share, 'points', l.points, 'duties_n', l.duties,
            'balance', coalesce(b.points, 0), 'mine', l.provider_id = current_provider(),
            'cells', l.cells) order by l.class <> 'officer', l.name collate "vi-x-icu"), '[]')
        into v_people
        from lines l left join balance b on b.provider_id = l.provider_id
        where l.class <> 'collaborator' or l.duties > 0;
    return v_people;
end $$;


ALTER FUNCTION duty.roster_people(p_roster_id bigint, p_month date, p_zone text, p_draft boolean) OWNER TO duty_owner;

--
-- Name: roster_problem(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_problem(p_month text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_month constant date := arg_month('month', p_month, true);
    v_roster bigint;
    v_start timestamptz;
begin
    perform write_lock();
    v_roster := roster_shifts(v_month);
    select v_month::timestamp at time zone zone into v_start from center where center_id = v_center;
    return jsonb_build_object('version', 1,
        'horizon', jsonb_build_object('start', v_month,
            'days', (v_month + interval '1 month')::date - v_month),
        'rules', (
            select jsonb_object_agg(k, rule_value('roster.' || k, v_month))
            from unnest(array['rest_min', 'max_duties_per_day', 'max_duties_per_week',
                'max_duties_per_month', 'weekly_rest_min', 'night_release_until_min']) k),
        'weights', (
            select jsonb_object_agg(k, rule_value('roster.weight_' || k, v_month))
            from unnest(array['uncovered', 'fairness', 'wish', 'travel', 'area', 'stability']) k),
        'point_kinds', jsonb_build_array('night', 'weekend', 'holiday', 'tet', 'day'),
        'places', (
            select coalesce(jsonb_agg(jsonb_build_object('id', place_id) order by place_id), '[]')
            from place where center_id = v_center),
        'travel', (
            select coalesce(jsonb_agg(jsonb_build_array(from_place, to_place, minutes)
                order by from_place, to_place), '[]')
            from travel where center_id = v_center),
        'travel_default', rule_value('travel.default', v_month),
        'shifts', roster_problem_shifts(v_roster, v_start),
        'providers', roster_problem_providers(v_roster, v_start),
        'barred', jsonb_build_array(),
        -- What has begun was stood by whom it was stood by: a new draft does not take it back.
        'pinned', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id)
                order by shift_id, provider_id), '[]')
            from (select shift_id, provider_id from draft_assignment
                  where center_id = v_center and roster_id = v_roster and is_pinned
                  union
                  select a.shift_id, a.provider_id from assignment a
                  join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
                  where a.center_id = v_center and s.roster_id = v_roster
                      and a.state = 'published' and lower(s.during) <= duty.now()) pin),
        'published', (
            select coalesce(jsonb_agg(jsonb_build_object('shift', a.shift_id,
                'provider', a.provider_id) order by a.shift_id, a.provider_id), '[]')
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = v_center and s.roster_id = v_roster and a.state = 'published'));
end $$;


ALTER FUNCTION duty.roster_problem(p_month text) OWNER TO duty_owner;

--
-- Name: roster_problem_providers(bigint, timestamp with time zone); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_problem_providers(p_roster_id bigint, p_start timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_near constant integer := rule_value('roster.neighbour_days');
    v_period daterange;
    v_zone text;
    v_window tstzrange;
    v_result jsonb;
begin
    select r.period, c.zone into v_period, v_zone
        from roster r join center c on c.center_id = r.center_id
        where r.center_id = v_center and r.roster_id = p_roster_id;
    v_window := tstzrange((lower(v_period) - v_near)::timestamp at time zone v_zone,
        (upper(v_period) + v_near)::timestamp at time zone v_zone);
    with busy as (
        select provider_id, during, null::bigint as place, 'absence' as why, kind as ref,
            null::boolean as night, null::integer as day
        from absence
        where center_id = v_center and state = 'approved' and during && v_window
        union all
        select a.provider_id, h.during, case when h.mode <> 'online' then o.place_id end, 'hearing',
            h.hearing_id::text, null, null
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where a.center_id = v_center and a.state in ('assigned', 'clash')
            and h.state = 'scheduled' and h.starts >= (lower(v_period) - v_near)::timestamp
            and h.starts < (upper(v_period) + v_near)::timestamp
        union all
        select a.provider_id, s.during, d.place_id, 'duty', s.shift_id::text,
            s.is_night, s.duty_day - lower(v_period)
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where a.center_id = v_center and a.state = 'published' and s.roster_id <> p_roster_id
            and s.during && v_window
    ), points as (
        select e.provider_id, e.point_kind, sum(e.points) as points
        from ledger_entry e
        left join assignment a on a.center_id = e.center_id and a.assignment_id = e.assignment_id
        left join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where e.center_id = v_center and s.roster_id is distinct from p_roster_id
        group by e.provider_id, e.point_kind
    ), average as (
        select k as point_kind, coalesce(sum(pt.points) * 100.0 / nullif(sum(p.share), 0), 0) as full_load
        from unnest(array['night', 'weekend', 'holiday', 'tet', 'day']) k
        cross join (select provider_id, share from provider where center_id = v_center
            and class <> 'collaborator' and provider_id in (select provider_id from points)) p
        left join points pt on pt.provider_id = p.provider_id and pt.point_kind = k
        group by k
    )
    select coalesce(jsonb_agg(jsonb_build_object('id', p.provider_id, 'class', p.class,
        'skills', array(select skill from provider_skill k
            where k.center_id = v_center and k.provider_id = p.provider_id order by skill),
        'home', p.home_place,
        'areas', array(select area_id from area_charge g where g.center_id = v_center
            and g.provider_id = p.provider_id and g.valid && v_period order by area_id),
        'credentials', (
            select coalesce(jsonb_agg(jsonb_build_array(
                (coalesce(lower(w), lower(v_period) - 366) - lower(v_period)) * 1440,
                (coalesce(upper(w), upper(v_period) + 366) - lower(v_period)) * 1440) order by w), '[]')
            from (select unnest(range_agg(valid)) as w from credential d
                  where d.center_id = v_center and d.provider_id = p.provider_id) merged
            where w && v_period),
        'busy', (
            select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                'start', roster_minute(lower(b.during), p_start),
                'end', roster_minute(upper(b.during), p_start), 'place', b.place, 'why', b.why,
                'ref', b.ref, 'night', b.night, 'day', b.day)) order by b.during, b.why, b.ref), '[]')
            from busy b where b.provider_id = p.provider_id),
        'wishes', (
            select coalesce(jsonb_agg(jsonb_build_object('day', w.day - lower(v_period),
                'weight', w.weight) order by w.day), '[]')
            from preference w where w.center_id = v_center and w.provider_id = p.provider_id
                and v_period @> w.day),
        'ledger', coalesce(
            (select jsonb_object_agg(point_kind, points) from points o
             where o.provider_id = p.provider_id),
            (select jsonb_object_agg(point_kind, round(full_load * p.share / 100)) from average),
            '{}'),
        'share', p.share, 'max_per_week', p.max_per_week, 'max_per_month', p.max_per_month)
        order by p.provider_id), '[]') into v_result
    from provider p where p.center_id = v_center;
    return v_result;
end $$;


ALTER FUNCTION duty.roster_problem_providers(p_roster_id bigint, p_start timestamp with time zone) OWNER TO duty_owner;

--
-- Name: roster_problem_shifts(bigint, timestamp with time zone); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_problem_shifts(p_roster_id bigint, p_start timestamp with time zone) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select coalesce(jsonb_agg(jsonb_build_object('id', s.shift_id, 'post', s.post_id,
        'kind', d.kind, 'start', roster_minute(lower(s.during), p_start),
        'end', roster_minute(upper(s.during), p_start), 'day', s.duty_day - lower(r.period),
        'role', s.role, 'needed', s.needed, 'place', d.place_id, 'area', d.area_id,
        'points', jsonb_build_object(s.point_kind, s.points), 'skills', to_jsonb(s.skills),
        'priority', s.priority, 'night', s.is_night, 'pair', m.shift_id)
        order by s.starts, s.post_id, s.role, s.shift_id), '[]')
    from roster r
    join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join shift m on s.role = 'backup' and m.center_id = s.center_id
        and m.post_id = s.post_id and m.role = 'main' and m.starts = s.starts and m.ends = s.ends
    where r.center_id = current_center() and r.roster_id = p_roster_id
$$;


ALTER FUNCTION duty.roster_problem_shifts(p_roster_id bigint, p_start timestamp with time zone) OWNER TO duty_owner;

--
-- Name: roster_publish(text, text, text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_publish(p_month text, p_note text, p_version text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_month constant date := arg_month('month', p_month, true);
    v_seen constant integer := coalesce(arg_int('version', p_version), 0);
    v_note constant text := coalesce(arg_text('note', p_note, 1000), '');
    v_roster roster;
    v_diff jsonb;
    v_result jsonb;
begin
    perform write_lock();
    select * into v_roster from roster
        where center_id = v_center and lower(period) = v_month for update;
    if not found or v_roster.drafted_at is null then
        perform fail('error.roster.no_draft', 'DU409');
    end if;
    if v_roster.version <> v_seen then
        perform fail('error.roster.stale', 'DU409');
    end if;
    select jsonb_object_agg(k, (
            select coalesce(jsonb_agg(jsonb_build_object('shift', d.shift_id,
                'provider', d.provider_id) order by d.shift_id, d.provider_id), '[]')
            from roster_diff(v_roster.roster_id) d where d.change = k))
        into v_diff from unnest(array['added', 'removed']) k;
    if v_diff -> 'added' = '[]' and v_diff -> 'removed' = '[]' then
        perform fail('error.roster.nothing_new', 'DU409');
    end if;
    perform ledger_open(v_roster.period);
    perform roster_withdraw(v_diff -> 'removed');
    perform roster_assign(v_roster.roster_id, v_diff -> 'added');
    update roster set version = version + 1
        where center_id = v_center and roster_id = v_roster.roster_id;
    perform roster_keep(v_roster.roster_id, v_note, v_diff);
    v_result := jsonb_build_object('version', v_roster.version + 1,
        'added', jsonb_array_length(v_diff -> 'added'),
        'removed', jsonb_array_length(v_diff -> 'removed'),
        'told', roster_tell(v_roster.roster_id, v_diff));
    perform audit_add('roster.publish', 'roster', v_roster.roster_id::text,
        v_result || jsonb_build_object('month', p_month, 'note', v_note));
    return v_result;
end $$;


ALTER FUNCTION duty.roster_publish(p_month text, p_note text, p_version text) OWNER TO duty_owner;

--
-- Name: roster_shifts(date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_shifts(p_month date) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_center constant bigint := current_center();
    v_period constant daterange := daterange(p_month, (p_month + interval '1 month')::date);
    v_roster bigint;
    v_gone bigint[];
begin
    insert into roster (center_id, period)
        select v_center, v_period
        where not exists (select from roster where center_id = v_center and period = v_period);
    select roster_id into v_roster from roster
        where center_id = v_center and period = v_period for update;
    insert into shift (center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during,
            day_type, point_kind, points, needed, skills, priority, is_night)
        select center_id, roster_id, post_id, role, duty_day, starts, ends, zone, during, day_type,
            point_kind, points, needed, skills, priority, is_night
        from roster_demand(v_roster)
        on conflict (center_id, post_id, role, starts, ends) do update
            set day_type = excluded.day_type, point_kind = excluded.point_kind,
                points = excluded.points, needed = excluded.needed, skills = excluded.skills,
                priority = excluded.priority, is_night = excluded.is_night
            where (shift.day_type, shift.point_kind, shift.points, shift.needed, shift.skills,
                shift.priority, shift.is_night) is distinct from (excluded.day_type,
                excluded.point_kind, excluded.points, excluded.needed, excluded.skills,
                excluded.priority, excluded.is_night);
    v_gone := array(
        select s.shift_id from shift s
        where s.center_id = v_center and s.roster_id = v_roster
            and not exists (select from assignment a
                where a.center_id = v_center and a.shift_id = s.shift_id)
            and (s.post_id, s.role, s.starts, s.ends) not in (
                select d.post_id, d.role, d.starts, d.ends from roster_demand(v_roster) d));
    delete from draft_assignment where center_id = v_center and shift_id = any (v_gone);
    delete from shift where center_id = v_center and shift_id = any (v_gone);
    return v_roster;
end $$;


ALTER FUNCTION duty.roster_shifts(p_month date) OWNER TO duty_owner;

--
-- Name: roster_tell(bigint, jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_tell(p_roster_id bigint, p_diff jsonb) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $_$
declare
    v_roster roster;
    v_event text;
    v_template text;
    v_people bigint[] := '{}';
    v record;
    v_channel text;
begin
    select * into v_roster from roster
        where center_id = current_center() and roster_id = p_roster_id;
    v_event := format('roster:%s:%s', p_roster_id, v_roster.version);
    v_template := case v_roster.version when 1 then 'roster.published' else 'roster.changed' end;
    -- Whose colleague of the same hours changed has another name and number in the calendar, too.
    perform feed_touch(array(
        select distinct coalesce(a.provider_id, (x ->> 'provider')::bigint)
        from jsonb_array_elements((p_diff -> 'added') || (p_diff -> 'removed')) x
        join shift s on s.center_id = current_center() and s.shift_id = (x ->> 'shift')::bigint
        join shift o on o.center_id = s.center_id and o.post_id = s.post_id
            and o.starts = s.starts and o.ends = s.ends
        left join assignment a on a.center_id = o.center_id and a.shift_id = o.shift_id));
    for v in
        select p.person_id,
            coalesce(jsonb_agg(b.duty order by s.starts) filter (where x.added), '[]') as added,
            coalesce(jsonb_agg(b.duty order by s.starts) filter (where not x.added), '[]')
                as removed
        from (select true as added, (a ->> 'shift')::bigint as shift_id,
                  (a ->> 'provider')::bigint as provider_id
              from jsonb_array_elements(p_diff -> 'added') a
              union all
              select false, (r ->> 'shift')::bigint, (r ->> 'provider')::bigint
              from jsonb_array_elements(p_diff -> 'removed') r) x
        join provider p on p.center_id = current_center() and p.provider_id = x.provider_id
        join shift s on s.center_id = p.center_id and s.shift_id = x.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        cross join lateral (select jsonb_build_object('date', s.starts::date,
            'time', to_char(s.starts, 'HH24:MI'), 'end_time', to_char(s.ends, 'HH24:MI'),
            'post', d.name, 'role', s.role) as duty) b
        where upper(s.during) > duty.now()
        group by p.person_id order by p.person_id
    loop
        foreach v_channel in array array['sms', 'mail'] loop
            if notice_add(v.person_id, v_channel, v_template, v_event, jsonb_build_object(
                    'month', to_char(lower(v_roster.period), 'YYYY-MM'),
                    'version', v_roster.version,
                    'count', jsonb_array_length(v.added), 'first', jsonb_path_query_array(v.added,
                        '$[0 to 2]'),
                    'first_removed', jsonb_path_query_array(v.removed, '$[0 to 2]'),
                    'added', v.added, 'removed', v.removed,
                    'has_added', v.added <> '[]', 'has_removed', v.removed <> '[]'),
                    duty.now() + make_interval(hours => rule_value('notice.roster_hours'))) then
                v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
            end if;
        end loop;
    end loop;
    return cardinality(v_people);
end $_$;


ALTER FUNCTION duty.roster_tell(p_roster_id bigint, p_diff jsonb) OWNER TO duty_owner;

--
-- Name: roster_uncovered(bigint, boolean); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_uncovered(p_roster_id bigint, p_draft boolean) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'role', s.role, 'day', s.duty_day, 'starts', wall(s.starts),
            'ends', wall(s.ends), 'missing', s.needed - n.there,
            'excluded', case when p_draft then (
                select x -> 'excluded' from jsonb_array_elements(r.draft -> 'uncovered') x
                where (x ->> 'shift')::bigint = s.shift_id limit 1) end)
            order by s.starts, d.name, s.role), '[]')
        from roster r
        join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        left join (
            select shift_id, count(*) as there from roster_diff(p_roster_id)
            where change <> case when p_draft then 'removed' else 'added' end
            group by shift_id) f on f.shift_id = s.shift_id
        cross join lateral (select coalesce(f.there, 0) as there) n
        where r.center_id = current_center() and r.roster_id = p_roster_id
            and (p_draft or r.version > 0) and n.there < s.needed);
end $$;


ALTER FUNCTION duty.roster_uncovered(p_roster_id bigint, p_draft boolean) OWNER TO duty_owner;

--
-- Name: roster_why(bigint, bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_why(p_roster_id bigint, p_shift_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    if current_actor() not in ('coordinator', 'director', 'administrator') then
        return null;
    end if;
    return (
        select jsonb_build_object('shift_id', s.shift_id, 'post', p.name, 'role', s.role,
            'starts', wall(s.starts), 'ends', wall(s.ends), 'assigned', (
                select coalesce(jsonb_agg(jsonb_build_object('name', t.name,
                    'decided', d.reason -> 'decided', 'eligible', d.reason -> 'eligible',
                    'state', d.change, 'excluded', (
                        select coalesce(jsonb_agg(jsonb_build_object('rule', k, 'count', v::integer)
                            order by v::integer desc, k), '[]')
                        from jsonb_each_text(d.reason -> 'excluded') e(k, v)),
                    'next', (
                        select coalesce(jsonb_agg(jsonb_build_object('name', o.name,
                            'more', x -> 'more') order by (x ->> 'more')::bigint), '[]')
                        from jsonb_array_elements(d.reason -> 'next') x
                        join staff() o on o.provider_id = (x ->> 'provider')::bigint))
                    order by t.name), '[]')
                from roster_diff(p_roster_id) d
                join staff() t on t.provider_id = d.provider_id
                where d.shift_id = s.shift_id and d.change <> 'removed'))
        from shift s
        join duty_post p on p.center_id = s.center_id and p.post_id = s.post_id
        where s.center_id = current_center() and s.roster_id = p_roster_id
            and s.shift_id = p_shift_id);
end $$;


ALTER FUNCTION duty.roster_why(p_roster_id bigint, p_shift_id bigint) OWNER TO duty_owner;

--
-- Name: roster_withdraw(jsonb); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.roster_withdraw(p_removed jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v_ids bigint[];
begin
    with gone as (
        update assignment a set state = 'withdrawn', sequence = a.sequence + 1,
                changed_at = duty.now()
            from jsonb_to_recordset(p_removed) x(shift bigint, provider bigint)
            where a.center_id = current_center() and a.shift_id = x.shift
                and a.provider_id = x.provider
            returning a.assignment_id)
    select coalesce(array_agg(assignment_id), '{}') into v_ids from gone;
    delete from commitment
        where center_id = current_center() and kind = 'duty' and ref_id = any (v_ids);
    delete from ledger_entry
        where center_id = current_center() and assignment_id = any (v_ids);
    perform clash_resolve(array(select distinct (x ->> 'provider')::bigint
        from jsonb_array_elements(p_removed) x));
end $$;


ALTER FUNCTION duty.roster_withdraw(p_removed jsonb) OWNER TO duty_owner;

--
-- Name: rule_value(text, date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.rule_value(p_key text, p_day date DEFAULT NULL::date) RETURNS integer
    LANGUAGE plpgsql STABLE
    AS $$
declare
    v_value integer;
begin
    select value into v_value from duty.rule
        where key = p_key and valid @> coalesce(p_day, duty.now()::date);
    if v_value is null then
        perform duty.fail('error.rule_missing', 'DU409', p_value => p_key);
    end if;
    return v_value;
end $$;


ALTER FUNCTION duty.rule_value(p_key text, p_day date) OWNER TO duty_owner;

--
-- Name: sees_subject(bigint); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.sees_subject(p_provider bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select current_setting('app.role', true) in ('clerk', 'coordinator', 'director', 'administrator')
        or coalesce(p_provider = nullif(current_setting('app.provider_id', true), '')::bigint, false)
$$;


ALTER FUNCTION duty.sees_subject(p_provider bigint) OWNER TO duty_owner;

--
-- Name: session_me(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.session_me() RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
    select jsonb_build_object('name', p.full_name, 'role', a.role, 'center', c.code,
        'center_name', c.name, 'org', a.org_id, 'org_name', o.name,
        'provider', current_provider(), 'language', p.language, 'zone', c.zone,
        'can', (select jsonb_object_agg(replace(action, '.', '_'), true)
            from permission where role = a.role))
    from account a
    join center c on c.center_id = a.center_id
    join person p on p.center_id = a.center_id and p.person_id = a.person_id
    left join org_unit o on o.center_id = a.center_id and o.org_id = a.org_id
    where a.center_id = current_center() and a.account_id = current_account()
$$;


ALTER FUNCTION duty.session_me() OWNER TO duty_owner;

--
-- Name: session_open(text, text, text, interval); Type: FUNCTION; Schema: duty; Owner: duty_guard
--

CREATE FUNCTION duty.session_open(p_center text, p_login text, p_session_hash text, p_ttl interval) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'duty', 'pg_temp'
    AS $$
declare
    v record;
begin
    select a.center_id, a.account_id, a.role into v
        from center c join account a on a.center_id = c.center_id
        where c.code = p_center and a.login = p_login and a.locked_at is null;
    if not found then
        perform fail('error.login', 'DU404', p_field => 'login', p_value => p_login);
    end if;
    insert into session values (v.center_id, p_session_hash, v.account_id, 'dutyctl', duty.now(),
        duty.now() + p_ttl);
    perform audit_add('session.open', 'account', v.account_id::text,
        jsonb_build_object('address', 'dutyctl'), v.center_id, v.account_id);
    return jsonb_build_object('center_id', v.center_id, 'account', v.account_id, 'role', v.role);
end $$;


ALTER FUNCTION duty.session_open(p_center text, p_login text, p_session_hash text, p_ttl interval) OWNER TO duty_guard;

--
-- Name: staff(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.staff() RETURNS TABLE(provider_id bigint, person_id bigint, name text, class text, share integer, phone text)
    LANGUAGE sql STABLE
    AS $$
    select p.provider_id, p.person_id, n.full_name::text, p.class, p.share, (
        select k.address from duty.contact k
        where k.center_id = p.center_id and k.person_id = p.person_id and k.channel = 'sms'
            and k.verified_at is not null
        order by k.verified_at desc, k.contact_id desc limit 1)
    from duty.provider p
    join duty.person n on n.center_id = p.center_id and n.person_id = p.person_id
    where p.center_id = (select duty.current_center())
$$;


ALTER FUNCTION duty.staff() OWNER TO duty_owner;

--
-- Name: today(text); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.today(p_zone text) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    select (duty.now() at time zone p_zone)::date
$$;


ALTER FUNCTION duty.today(p_zone text) OWNER TO duty_owner;

--
-- Name: today_clashes(date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.today_clashes(p_today date) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code,
            'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'), 'court', o.name,
            'provider', t.name, 'provider_id', t.provider_id,
            'with', hearing_clash(a.provider_id, h.during, h.hearing_id)) order by h.starts), '[]')
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
            and h.state = 'scheduled'
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        join staff() t on t.provider_id = a.provider_id
        where a.center_id = current_center() and a.state = 'clash' and h.starts >= p_today::timestamp
            and (current_actor() <> 'provider' or a.provider_id = current_provider()));
end $$;


ALTER FUNCTION duty.today_clashes(p_today date) OWNER TO duty_owner;

--
-- Name: today_gaps(date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.today_gaps(p_today date) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends),
            'missing', s.needed - n.there, 'month', to_char(s.duty_day, 'YYYY-MM'))
            order by s.starts, d.name), '[]')
        from shift s
        join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id and r.version > 0
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        cross join lateral (select count(*) as there from assignment a
            where a.center_id = s.center_id and a.shift_id = s.shift_id
                and a.state = 'published') n
        where s.center_id = current_center() and s.starts >= p_today - interval '1 day'
            and s.starts < p_today + interval '14 days' and upper(s.during) > duty.now() and n.there < s.needed);
end $$;


ALTER FUNCTION duty.today_gaps(p_today date) OWNER TO duty_owner;

--
-- Name: today_hearings(date); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.today_hearings(p_day date) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'duty', 'pg_temp'
    AS $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
            'time', to_char(h.starts, 'HH24:MI'), 'end', to_char(h.ends, 'HH24:MI'),
            'court', o.name, 'room', h.room, 'code', l.code, 'mode', h.mode, 'state', h.state,
            'provider', t.name, 'provider_id', t.provider_id, 'phone', t.phone,
            'clash', coalesce(a.state = 'clash', false))
            order by h.starts, o.name collate "vi-x-icu", l.code), '[]')
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
            and a.state <> 'released'
        left join staff() t on t.provider_id = a.provider_id
        where h.center_id = current_center() and h.starts >= p_day::timestamp
            and h.starts < p_day + interval '1 day'
            and (current_actor() <> 'provider' or a.provider_id = current_provider()));
end $$;


ALTER FUNCTION duty.today_hearings(p_day date) OWNER TO duty_owner;

--
-- Name: wall(timestamp without time zone); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.wall(p_at timestamp without time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    select to_char(p_at, 'YYYY-MM-DD"T"HH24:MI')
$$;


ALTER FUNCTION duty.wall(p_at timestamp without time zone) OWNER TO duty_owner;

--
-- Name: write_lock(); Type: FUNCTION; Schema: duty; Owner: duty_owner
--

CREATE FUNCTION duty.write_lock() RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_advisory_xact_lock(7001, duty.current_center()::integer);
end $$;


ALTER FUNCTION duty.write_lock() OWNER TO duty_owner;

--
-- Name: absence; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.absence (
    center_id bigint NOT NULL,
    absence_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    during tstzrange NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'approved'::text NOT NULL,
    CONSTRAINT absence_during_check CHECK (((NOT isempty(during)) AND (lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL))),
    CONSTRAINT absence_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'other'::text]))),
    CONSTRAINT absence_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text])))
);

ALTER TABLE ONLY duty.absence FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.absence OWNER TO duty_owner;

--
-- Name: absence_absence_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.absence ALTER COLUMN absence_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.absence_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: account; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.account (
    center_id bigint NOT NULL,
    account_id bigint NOT NULL,
    person_id bigint NOT NULL,
    login text NOT NULL,
    password_hash text NOT NULL,
    role duty.role_name NOT NULL,
    org_id bigint,
    locked_at timestamp with time zone,
    CONSTRAINT account_check CHECK ((((role)::text <> ALL (ARRAY['clerk'::text, 'police'::text])) OR (org_id IS NOT NULL))),
    CONSTRAINT account_login_check CHECK ((login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text))
);

ALTER TABLE ONLY duty.account FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.account OWNER TO duty_owner;

--
-- Name: account_account_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.account ALTER COLUMN account_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.account_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: appearance; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.appearance (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    state text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT appearance_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'clash'::text, 'released'::text])))
);

ALTER TABLE ONLY duty.appearance FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.appearance OWNER TO duty_owner;

--
-- Name: area; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.area (
    center_id bigint NOT NULL,
    area_id bigint NOT NULL,
    name duty.name_text NOT NULL
);

ALTER TABLE ONLY duty.area FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.area OWNER TO duty_owner;

--
-- Name: area_area_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.area ALTER COLUMN area_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.area_area_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: area_charge; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.area_charge (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    area_id bigint NOT NULL,
    valid daterange NOT NULL
);

ALTER TABLE ONLY duty.area_charge FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.area_charge OWNER TO duty_owner;

--
-- Name: assignment; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.assignment (
    center_id bigint NOT NULL,
    assignment_id bigint NOT NULL,
    shift_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    uid text NOT NULL,
    sequence integer DEFAULT 0 NOT NULL,
    state text NOT NULL,
    is_pinned boolean DEFAULT false NOT NULL,
    reason jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT assignment_state_check CHECK ((state = ANY (ARRAY['published'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY duty.assignment FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.assignment OWNER TO duty_owner;

--
-- Name: assignment_assignment_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.assignment ALTER COLUMN assignment_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.assignment_assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_head; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.audit_head (
    center_id bigint NOT NULL,
    seq bigint NOT NULL,
    hash duty.hash_hex NOT NULL
);

ALTER TABLE ONLY duty.audit_head FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.audit_head OWNER TO duty_owner;

--
-- Name: calendar_day; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.calendar_day (
    day date NOT NULL,
    type text NOT NULL,
    name duty.name_text NOT NULL,
    is_tet boolean DEFAULT false NOT NULL,
    status text NOT NULL,
    source duty.line_text DEFAULT ''::text NOT NULL,
    CONSTRAINT calendar_day_status_check CHECK ((status = ANY (ARRAY['law'::text, 'announced'::text, 'computed'::text, 'unconfirmed'::text]))),
    CONSTRAINT calendar_day_type_check CHECK ((type = ANY (ARRAY['holiday'::text, 'substitute_holiday'::text, 'swapped_day_off'::text, 'working_saturday'::text])))
);


ALTER TABLE duty.calendar_day OWNER TO duty_owner;

--
-- Name: captured; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.captured (
    center_id bigint NOT NULL,
    captured_id bigint NOT NULL,
    channel duty.channel NOT NULL,
    address text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    body text NOT NULL,
    token text NOT NULL,
    captured_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY duty.captured FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.captured OWNER TO duty_owner;

--
-- Name: captured_captured_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.captured ALTER COLUMN captured_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.captured_captured_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: center; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.center (
    center_id bigint NOT NULL,
    code text NOT NULL,
    name duty.name_text NOT NULL,
    zone text DEFAULT 'Asia/Ho_Chi_Minh'::text NOT NULL,
    language duty.language DEFAULT 'vi'::text NOT NULL,
    hotline duty.phone
);


ALTER TABLE duty.center OWNER TO duty_owner;

--
-- Name: center_center_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.center ALTER COLUMN center_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.center_center_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: clock; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.clock (
    is_single boolean DEFAULT true NOT NULL,
    shift interval DEFAULT '00:00:00'::interval NOT NULL,
    CONSTRAINT clock_is_single_check CHECK (is_single)
);


ALTER TABLE duty.clock OWNER TO duty_owner;

--
-- Name: commitment; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.commitment (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    during tstzrange NOT NULL,
    kind text NOT NULL,
    ref_id bigint NOT NULL,
    CONSTRAINT commitment_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT commitment_kind_check CHECK ((kind = ANY (ARRAY['duty'::text, 'hearing'::text])))
);

ALTER TABLE ONLY duty.commitment FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.commitment OWNER TO duty_owner;

--
-- Name: contact; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.contact (
    center_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    person_id bigint NOT NULL,
    channel duty.channel NOT NULL,
    address text NOT NULL,
    verified_at timestamp with time zone,
    CONSTRAINT contact_check CHECK (
CASE channel
    WHEN 'sms'::text THEN ((address)::duty.phone IS NOT NULL)
    ELSE ((address)::duty.email IS NOT NULL)
END)
);

ALTER TABLE ONLY duty.contact FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.contact OWNER TO duty_owner;

--
-- Name: contact_contact_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.contact ALTER COLUMN contact_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.contact_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: credential; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.credential (
    center_id bigint NOT NULL,
    credential_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    kind text NOT NULL,
    number duty.name_text NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT credential_kind_check CHECK ((kind = ANY (ARRAY['officer_card'::text, 'contract'::text, 'collaborator_card'::text]))),
    CONSTRAINT credential_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.credential FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.credential OWNER TO duty_owner;

--
-- Name: credential_credential_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.credential ALTER COLUMN credential_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.credential_credential_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: demand_rule; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.demand_rule (
    center_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    post_id bigint NOT NULL,
    role text NOT NULL,
    day_types text[] NOT NULL,
    weekdays integer[] DEFAULT '{1,2,3,4,5,6,7}'::integer[] NOT NULL,
    starts time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    needed integer DEFAULT 1 NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    points integer NOT NULL,
    priority integer NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT demand_rule_day_types_check CHECK (((day_types <> '{}'::text[]) AND (day_types <@ ARRAY['work'::text, 'weekend'::text, 'holiday'::text, 'substitute_holiday'::text, 'swapped_day_off'::text, 'working_saturday'::text]))),
    CONSTRAINT demand_rule_needed_check CHECK (((needed >= 1) AND (needed <= 20))),
    CONSTRAINT demand_rule_points_check CHECK (((points >= 1) AND (points <= 10000))),
    CONSTRAINT demand_rule_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT demand_rule_role_check CHECK ((role = ANY (ARRAY['main'::text, 'backup'::text, 'centre'::text]))),
    CONSTRAINT demand_rule_skills_check CHECK ((skills <@ ARRAY['khmer'::text, 'sign_language'::text, 'juvenile'::text])),
    CONSTRAINT demand_rule_weekdays_check CHECK ((weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]))
);

ALTER TABLE ONLY duty.demand_rule FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.demand_rule OWNER TO duty_owner;

--
-- Name: demand_rule_rule_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.demand_rule ALTER COLUMN rule_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.demand_rule_rule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: draft_assignment; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.draft_assignment (
    center_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    shift_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    during tstzrange NOT NULL,
    is_pinned boolean DEFAULT false NOT NULL,
    reason jsonb NOT NULL
);

ALTER TABLE ONLY duty.draft_assignment FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.draft_assignment OWNER TO duty_owner;

--
-- Name: duty_post; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.duty_post (
    center_id bigint NOT NULL,
    post_id bigint NOT NULL,
    kind text NOT NULL,
    org_id bigint,
    area_id bigint,
    place_id bigint,
    name duty.name_text NOT NULL,
    CONSTRAINT duty_post_check CHECK (((kind = 'court_onsite'::text) = (place_id IS NOT NULL))),
    CONSTRAINT duty_post_kind_check CHECK ((kind = ANY (ARRAY['court_onsite'::text, 'court_phone'::text, 'custody_phone'::text, 'hotline'::text])))
);

ALTER TABLE ONLY duty.duty_post FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.duty_post OWNER TO duty_owner;

--
-- Name: duty_post_post_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.duty_post ALTER COLUMN post_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.duty_post_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: feed_token; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.feed_token (
    center_id bigint NOT NULL,
    token_hash duty.hash_hex NOT NULL,
    provider_id bigint NOT NULL,
    name duty.name_text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_fetch_at timestamp with time zone,
    last_client duty.line_text
);

ALTER TABLE ONLY duty.feed_token FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.feed_token OWNER TO duty_owner;

--
-- Name: hearing; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    case_id bigint NOT NULL,
    uid text NOT NULL,
    sequence integer DEFAULT 0 NOT NULL,
    starts timestamp without time zone NOT NULL,
    ends timestamp without time zone NOT NULL,
    zone text NOT NULL,
    during tstzrange NOT NULL,
    room duty.line_text DEFAULT ''::text NOT NULL,
    judge duty.line_text DEFAULT ''::text NOT NULL,
    mode text NOT NULL,
    kind duty.line_text DEFAULT ''::text NOT NULL,
    state text NOT NULL,
    batch_id bigint,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT hearing_check CHECK ((ends > starts)),
    CONSTRAINT hearing_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT hearing_mode_check CHECK ((mode = ANY (ARRAY['in_person'::text, 'online'::text, 'hybrid'::text]))),
    CONSTRAINT hearing_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'adjourned'::text, 'suspended'::text, 'held'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY duty.hearing FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing OWNER TO duty_owner;

--
-- Name: hearing_change; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing_change (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    version integer NOT NULL,
    severity text NOT NULL,
    before jsonb,
    after jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    account_id bigint,
    batch_id bigint,
    CONSTRAINT hearing_change_severity_check CHECK ((severity = ANY (ARRAY['new'::text, 'cosmetic'::text, 'shift'::text, 'break'::text])))
);

ALTER TABLE ONLY duty.hearing_change FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_change OWNER TO duty_owner;

--
-- Name: hearing_hearing_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing ALTER COLUMN hearing_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.hearing_hearing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: import_batch; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.import_batch (
    center_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    court_id bigint,
    filename duty.line_text NOT NULL,
    sha256 duty.hash_hex NOT NULL,
    state text NOT NULL,
    sheets jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    committed_at timestamp with time zone,
    CONSTRAINT import_batch_check CHECK (((committed_at IS NOT NULL) = (state = 'committed'::text))),
    CONSTRAINT import_batch_state_check CHECK ((state = ANY (ARRAY['preview'::text, 'committed'::text, 'discarded'::text])))
);

ALTER TABLE ONLY duty.import_batch FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_batch OWNER TO duty_owner;

--
-- Name: import_batch_batch_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_batch ALTER COLUMN batch_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.import_batch_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ledger_entry; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.ledger_entry (
    center_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    assignment_id bigint,
    point_kind text NOT NULL,
    points integer NOT NULL,
    on_day date NOT NULL,
    CONSTRAINT ledger_entry_point_kind_check CHECK ((point_kind = ANY (ARRAY['day'::text, 'night'::text, 'weekend'::text, 'holiday'::text, 'tet'::text])))
);

ALTER TABLE ONLY duty.ledger_entry FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.ledger_entry OWNER TO duty_owner;

--
-- Name: ledger_entry_entry_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.ledger_entry ALTER COLUMN entry_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.ledger_entry_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: legal_case_case_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.legal_case ALTER COLUMN case_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.legal_case_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notice; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice (
    center_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    person_id bigint NOT NULL,
    channel duty.channel NOT NULL,
    address text NOT NULL,
    language duty.language NOT NULL,
    template text NOT NULL,
    params jsonb NOT NULL,
    dedupe_key text NOT NULL COLLATE pg_catalog."C",
    policy text DEFAULT 'twice'::text NOT NULL,
    priority integer DEFAULT 5 NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    deadline timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    lease_pid integer,
    lease_until timestamp with time zone,
    sent_at timestamp with time zone,
    ended_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT notice_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notice_check CHECK ((deadline > created_at)),
    CONSTRAINT notice_check1 CHECK (((state = 'leased'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT notice_check2 CHECK (((lease_until IS NULL) = (lease_pid IS NULL))),
    CONSTRAINT notice_check3 CHECK (((sent_at IS NOT NULL) OR (state <> ALL (ARRAY['sent'::text, 'delivered'::text])))),
    CONSTRAINT notice_check4 CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['delivered'::text, 'failed'::text, 'unknown'::text, 'superseded'::text, 'expired'::text])))),
    CONSTRAINT notice_policy_check CHECK ((policy = ANY (ARRAY['twice'::text, 'never'::text]))),
    CONSTRAINT notice_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT notice_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'leased'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'held'::text, 'superseded'::text, 'expired'::text])))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01');

ALTER TABLE ONLY duty.notice FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.notice OWNER TO duty_owner;

--
-- Name: notice_attempt; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_attempt (
    center_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    n integer NOT NULL,
    token text NOT NULL,
    gateway text NOT NULL,
    gateway_id text,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    code text,
    detail text,
    text text,
    CONSTRAINT notice_attempt_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
    CONSTRAINT notice_attempt_detail_check CHECK ((length(detail) <= 500)),
    CONSTRAINT notice_attempt_n_check CHECK ((n > 0)),
    CONSTRAINT notice_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'tempfail'::text, 'permfail'::text, 'unknown'::text])))
);

ALTER TABLE ONLY duty.notice_attempt FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.notice_attempt OWNER TO duty_owner;

--
-- Name: notice_notice_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice ALTER COLUMN notice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.notice_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notice_template; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_template (
    key text NOT NULL,
    channel duty.channel NOT NULL,
    language duty.language NOT NULL,
    subject duty.line_text DEFAULT ''::text NOT NULL,
    body text NOT NULL,
    CONSTRAINT notice_template_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
    CONSTRAINT notice_template_check CHECK ((((channel)::text = 'mail'::text) = ((subject)::text <> ''::text))),
    CONSTRAINT notice_template_key_check CHECK ((key ~ '^[a-z_]+\.[a-z_]+$'::text))
);


ALTER TABLE duty.notice_template OWNER TO duty_owner;

--
-- Name: org_alias; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.org_alias (
    center_id bigint NOT NULL,
    alias duty.name_text NOT NULL,
    org_id bigint NOT NULL
);

ALTER TABLE ONLY duty.org_alias FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.org_alias OWNER TO duty_owner;

--
-- Name: org_succession; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.org_succession (
    center_id bigint NOT NULL,
    from_org bigint NOT NULL,
    to_org bigint NOT NULL,
    kind text NOT NULL,
    at date NOT NULL,
    CONSTRAINT org_succession_kind_check CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text, 'rename'::text])))
);

ALTER TABLE ONLY duty.org_succession FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.org_succession OWNER TO duty_owner;

--
-- Name: org_unit; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.org_unit (
    center_id bigint NOT NULL,
    org_id bigint NOT NULL,
    kind text NOT NULL,
    parent_id bigint,
    code text NOT NULL,
    name duty.name_text NOT NULL,
    place_id bigint,
    area_id bigint,
    phone duty.phone,
    email duty.email,
    valid daterange NOT NULL,
    CONSTRAINT org_unit_code_check CHECK ((code ~ '^[a-z0-9-]+$'::text)),
    CONSTRAINT org_unit_kind_check CHECK ((kind = ANY (ARRAY['department'::text, 'centre'::text, 'branch'::text, 'court'::text, 'police_body'::text, 'commune_police'::text, 'detention_facility'::text, 'procuracy'::text, 'bar'::text, 'council'::text]))),
    CONSTRAINT org_unit_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.org_unit FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.org_unit OWNER TO duty_owner;

--
-- Name: org_unit_org_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.org_unit ALTER COLUMN org_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.org_unit_org_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: permission; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.permission (
    role duty.role_name NOT NULL,
    action text NOT NULL,
    CONSTRAINT permission_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text))
);


ALTER TABLE duty.permission OWNER TO duty_owner;

--
-- Name: person; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.person (
    center_id bigint NOT NULL,
    person_id bigint NOT NULL,
    full_name duty.name_text NOT NULL,
    language duty.language DEFAULT 'vi'::text NOT NULL
);

ALTER TABLE ONLY duty.person FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.person OWNER TO duty_owner;

--
-- Name: person_person_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.person ALTER COLUMN person_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.person_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: place; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.place (
    center_id bigint NOT NULL,
    place_id bigint NOT NULL,
    name duty.name_text NOT NULL,
    address duty.line_text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY duty.place FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.place OWNER TO duty_owner;

--
-- Name: place_place_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.place ALTER COLUMN place_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.place_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: preference; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.preference (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    day date NOT NULL,
    weight integer NOT NULL,
    CONSTRAINT preference_weight_check CHECK ((((weight >= '-5'::integer) AND (weight <= 5)) AND (weight <> 0)))
);

ALTER TABLE ONLY duty.preference FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.preference OWNER TO duty_owner;

--
-- Name: provider; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.provider (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    person_id bigint NOT NULL,
    class text NOT NULL,
    branch_id bigint,
    home_place bigint,
    share integer DEFAULT 100 NOT NULL,
    max_per_week integer,
    max_per_month integer,
    feed_version bigint DEFAULT 1 NOT NULL,
    feed_changed_at timestamp with time zone,
    CONSTRAINT provider_class_check CHECK ((class = ANY (ARRAY['officer'::text, 'contract_lawyer'::text, 'collaborator'::text]))),
    CONSTRAINT provider_max_per_month_check CHECK ((max_per_month > 0)),
    CONSTRAINT provider_max_per_week_check CHECK ((max_per_week > 0)),
    CONSTRAINT provider_share_check CHECK (((share >= 1) AND (share <= 100)))
);

ALTER TABLE ONLY duty.provider FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.provider OWNER TO duty_owner;

--
-- Name: provider_provider_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider ALTER COLUMN provider_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.provider_provider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: provider_skill; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.provider_skill (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    skill text NOT NULL,
    CONSTRAINT provider_skill_skill_check CHECK ((skill = ANY (ARRAY['khmer'::text, 'sign_language'::text, 'juvenile'::text])))
);

ALTER TABLE ONLY duty.provider_skill FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.provider_skill OWNER TO duty_owner;

--
-- Name: province; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.province (
    code text NOT NULL,
    name duty.name_text NOT NULL,
    kind text NOT NULL,
    predecessors text[] NOT NULL,
    valid_from date,
    legal_basis duty.line_text NOT NULL,
    CONSTRAINT province_code_check CHECK ((code ~ '^[a-z]+$'::text)),
    CONSTRAINT province_kind_check CHECK ((kind = ANY (ARRAY['city'::text, 'province'::text])))
);


ALTER TABLE duty.province OWNER TO duty_owner;

--
-- Name: receipt; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.receipt (
    center_id bigint NOT NULL,
    receipt_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    n integer NOT NULL,
    kind text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT receipt_detail_check CHECK ((length(detail) <= 500)),
    CONSTRAINT receipt_kind_check CHECK ((kind = ANY (ARRAY['accepted'::text, 'queued'::text, 'delivered'::text, 'failed'::text, 'refused'::text])))
);

ALTER TABLE ONLY duty.receipt FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.receipt OWNER TO duty_owner;

--
-- Name: receipt_receipt_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.receipt ALTER COLUMN receipt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.receipt_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: roster; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.roster (
    center_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    period daterange NOT NULL,
    version integer DEFAULT 0 NOT NULL,
    drafted_at timestamp with time zone,
    draft jsonb,
    CONSTRAINT roster_period_check CHECK (((NOT isempty(period)) AND lower_inc(period) AND (NOT upper_inc(period))))
);

ALTER TABLE ONLY duty.roster FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.roster OWNER TO duty_owner;

--
-- Name: roster_roster_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.roster ALTER COLUMN roster_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.roster_roster_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: roster_version; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.roster_version (
    center_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    version integer NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by bigint,
    note duty.line_text NOT NULL,
    content jsonb NOT NULL,
    diff jsonb NOT NULL,
    draft jsonb NOT NULL,
    hash duty.hash_hex NOT NULL,
    CONSTRAINT roster_version_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY duty.roster_version FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.roster_version OWNER TO duty_owner;

--
-- Name: rule; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.rule (
    key text NOT NULL,
    value integer NOT NULL,
    unit text NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT rule_key_check CHECK ((key ~ '^[a-z0-9_.]+$'::text)),
    CONSTRAINT rule_unit_check CHECK ((unit = ANY (ARRAY['seconds'::text, 'minutes'::text, 'hours'::text, 'days'::text, 'working_days'::text, 'count'::text, 'weight'::text]))),
    CONSTRAINT rule_valid_check CHECK ((NOT isempty(valid)))
);


ALTER TABLE duty.rule OWNER TO duty_owner;

--
-- Name: session; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.session (
    center_id bigint NOT NULL,
    session_hash duty.hash_hex NOT NULL,
    account_id bigint NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_check CHECK ((expires_at > created_at))
);

ALTER TABLE ONLY duty.session FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.session OWNER TO duty_owner;

--
-- Name: shift_shift_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.shift ALTER COLUMN shift_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.shift_shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: travel; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.travel (
    center_id bigint NOT NULL,
    from_place bigint NOT NULL,
    to_place bigint NOT NULL,
    minutes integer NOT NULL,
    CONSTRAINT travel_check CHECK ((from_place < to_place)),
    CONSTRAINT travel_minutes_check CHECK (((minutes >= 0) AND (minutes <= 1440)))
);

ALTER TABLE ONLY duty.travel FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.travel OWNER TO duty_owner;

--
-- Name: absence absence_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (center_id, absence_id);


--
-- Name: account account_center_id_login_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.account
    ADD CONSTRAINT account_center_id_login_key UNIQUE (center_id, login);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (center_id, account_id);


--
-- Name: appearance appearance_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.appearance
    ADD CONSTRAINT appearance_pkey PRIMARY KEY (center_id, hearing_id, provider_id);


--
-- Name: area area_center_id_name_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area
    ADD CONSTRAINT area_center_id_name_key UNIQUE (center_id, name);


--
-- Name: area_charge area_charge_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area_charge
    ADD CONSTRAINT area_charge_pkey PRIMARY KEY (center_id, provider_id, area_id);


--
-- Name: area area_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area
    ADD CONSTRAINT area_pkey PRIMARY KEY (center_id, area_id);


--
-- Name: assignment assignment_center_id_shift_id_provider_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment
    ADD CONSTRAINT assignment_center_id_shift_id_provider_id_key UNIQUE (center_id, shift_id, provider_id);


--
-- Name: assignment assignment_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (center_id, assignment_id);


--
-- Name: assignment assignment_uid_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment
    ADD CONSTRAINT assignment_uid_key UNIQUE (uid);


--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (center_id);


--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (center_id, seq);


--
-- Name: calendar_day calendar_day_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (day);


--
-- Name: captured captured_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.captured
    ADD CONSTRAINT captured_pkey PRIMARY KEY (center_id, captured_id);


--
-- Name: center center_code_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_code_key UNIQUE (code);


--
-- Name: center center_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_pkey PRIMARY KEY (center_id);


--
-- Name: clock clock_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.clock
    ADD CONSTRAINT clock_pkey PRIMARY KEY (is_single);


--
-- Name: commitment commitment_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.commitment
    ADD CONSTRAINT commitment_pkey PRIMARY KEY (center_id, kind, ref_id, provider_id);


--
-- Name: contact contact_center_id_person_id_channel_address_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact
    ADD CONSTRAINT contact_center_id_person_id_channel_address_key UNIQUE (center_id, person_id, channel, address);


--
-- Name: contact contact_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (center_id, contact_id);


--
-- Name: credential credential_center_id_provider_id_kind_valid_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.credential
    ADD CONSTRAINT credential_center_id_provider_id_kind_valid_excl EXCLUDE USING gist (center_id WITH =, provider_id WITH =, kind WITH =, valid WITH &&);


--
-- Name: credential credential_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (center_id, credential_id);


--
-- Name: demand_rule demand_rule_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.demand_rule
    ADD CONSTRAINT demand_rule_pkey PRIMARY KEY (center_id, rule_id);


--
-- Name: commitment double_duty; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.commitment
    ADD CONSTRAINT double_duty EXCLUDE USING gist (center_id WITH =, provider_id WITH =, during WITH &&);


--
-- Name: draft_assignment draft_assignment_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_assignment
    ADD CONSTRAINT draft_assignment_pkey PRIMARY KEY (center_id, shift_id, provider_id);


--
-- Name: draft_assignment draft_double_duty; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_assignment
    ADD CONSTRAINT draft_double_duty EXCLUDE USING gist (center_id WITH =, provider_id WITH =, during WITH &&);


--
-- Name: duty_post duty_post_center_id_name_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_post
    ADD CONSTRAINT duty_post_center_id_name_key UNIQUE (center_id, name);


--
-- Name: duty_post duty_post_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_post
    ADD CONSTRAINT duty_post_pkey PRIMARY KEY (center_id, post_id);


--
-- Name: feed_token feed_token_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed_token
    ADD CONSTRAINT feed_token_pkey PRIMARY KEY (center_id, token_hash);


--
-- Name: hearing_change hearing_change_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_change
    ADD CONSTRAINT hearing_change_pkey PRIMARY KEY (center_id, hearing_id, version);


--
-- Name: hearing hearing_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_pkey PRIMARY KEY (center_id, hearing_id);


--
-- Name: hearing hearing_uid_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_uid_key UNIQUE (uid);


--
-- Name: import_batch import_batch_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_batch
    ADD CONSTRAINT import_batch_pkey PRIMARY KEY (center_id, batch_id);


--
-- Name: import_row import_row_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_row
    ADD CONSTRAINT import_row_pkey PRIMARY KEY (center_id, batch_id, n);


--
-- Name: ledger_entry ledger_entry_center_id_assignment_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_assignment_id_key UNIQUE (center_id, assignment_id);


--
-- Name: ledger_entry ledger_entry_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (center_id, entry_id);


--
-- Name: legal_case legal_case_center_id_court_id_code_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT legal_case_center_id_court_id_code_key UNIQUE (center_id, court_id, code);


--
-- Name: legal_case legal_case_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT legal_case_pkey PRIMARY KEY (center_id, case_id);


--
-- Name: notice_attempt notice_attempt_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_attempt
    ADD CONSTRAINT notice_attempt_pkey PRIMARY KEY (center_id, notice_id, n);


--
-- Name: notice_attempt notice_attempt_token_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_attempt
    ADD CONSTRAINT notice_attempt_token_key UNIQUE (token);


--
-- Name: notice notice_center_id_dedupe_key_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_center_id_dedupe_key_key UNIQUE (center_id, dedupe_key);


--
-- Name: notice notice_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (center_id, notice_id);


--
-- Name: notice_template notice_template_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_template
    ADD CONSTRAINT notice_template_pkey PRIMARY KEY (key, channel, language);


--
-- Name: org_alias org_alias_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_alias
    ADD CONSTRAINT org_alias_pkey PRIMARY KEY (center_id, alias);


--
-- Name: org_succession org_succession_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_succession
    ADD CONSTRAINT org_succession_pkey PRIMARY KEY (center_id, from_org, to_org, at);


--
-- Name: org_unit org_unit_center_id_code_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_unit
    ADD CONSTRAINT org_unit_center_id_code_key UNIQUE (center_id, code);


--
-- Name: org_unit org_unit_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_unit
    ADD CONSTRAINT org_unit_pkey PRIMARY KEY (center_id, org_id);


--
-- Name: permission permission_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.permission
    ADD CONSTRAINT permission_pkey PRIMARY KEY (role, action);


--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (center_id, person_id);


--
-- Name: place place_center_id_name_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.place
    ADD CONSTRAINT place_center_id_name_key UNIQUE (center_id, name);


--
-- Name: place place_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.place
    ADD CONSTRAINT place_pkey PRIMARY KEY (center_id, place_id);


--
-- Name: preference preference_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.preference
    ADD CONSTRAINT preference_pkey PRIMARY KEY (center_id, provider_id, day);


--
-- Name: provider provider_center_id_person_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_center_id_person_id_key UNIQUE (center_id, person_id);


--
-- Name: provider provider_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_pkey PRIMARY KEY (center_id, provider_id);


--
-- Name: provider_skill provider_skill_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_skill
    ADD CONSTRAINT provider_skill_pkey PRIMARY KEY (center_id, provider_id, skill);


--
-- Name: province province_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.province
    ADD CONSTRAINT province_pkey PRIMARY KEY (code);


--
-- Name: receipt receipt_center_id_notice_id_n_kind_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.receipt
    ADD CONSTRAINT receipt_center_id_notice_id_n_kind_key UNIQUE (center_id, notice_id, n, kind);


--
-- Name: receipt receipt_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (center_id, receipt_id);


--
-- Name: roster roster_center_id_period_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.roster
    ADD CONSTRAINT roster_center_id_period_excl EXCLUDE USING gist (center_id WITH =, period WITH &&);


--
-- Name: roster roster_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.roster
    ADD CONSTRAINT roster_pkey PRIMARY KEY (center_id, roster_id);


--
-- Name: roster_version roster_version_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.roster_version
    ADD CONSTRAINT roster_version_pkey PRIMARY KEY (center_id, roster_id, version);


--
-- Name: rule rule_key_valid_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.rule
    ADD CONSTRAINT rule_key_valid_excl EXCLUDE USING gist (key WITH =, valid WITH &&);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (center_id, session_hash);


--
-- Name: shift shift_center_id_post_id_role_starts_ends_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.shift
    ADD CONSTRAINT shift_center_id_post_id_role_starts_ends_key UNIQUE (center_id, post_id, role, starts, ends);


--
-- Name: shift shift_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (center_id, shift_id);


--
-- Name: travel travel_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.travel
    ADD CONSTRAINT travel_pkey PRIMARY KEY (center_id, from_place, to_place);


--
-- Name: appearance_clash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX appearance_clash ON duty.appearance USING btree (center_id, provider_id) WHERE (state = 'clash'::text);


--
-- Name: appearance_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX appearance_of_provider ON duty.appearance USING btree (center_id, provider_id);


--
-- Name: assignment_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX assignment_of_provider ON duty.assignment USING btree (center_id, provider_id);


--
-- Name: attempt_open; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX attempt_open ON duty.notice_attempt USING btree (center_id, notice_id, n) WHERE (outcome IS NULL);


--
-- Name: feed_token_by_hash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX feed_token_by_hash ON duty.feed_token USING btree (token_hash);


--
-- Name: hearing_by_start; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_by_start ON duty.hearing USING btree (center_id, starts);


--
-- Name: hearing_of_case; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_of_case ON duty.hearing USING btree (center_id, case_id);


--
-- Name: hearing_once_per_slot; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_once_per_slot ON duty.hearing USING btree (center_id, case_id, starts) WHERE (state = 'scheduled'::text);


--
-- Name: notice_deadline; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_deadline ON duty.notice USING btree (deadline) WHERE (state = 'queued'::text);


--
-- Name: notice_due; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_due ON duty.notice USING btree (priority DESC, due_at) WHERE (state = 'queued'::text);


--
-- Name: notice_leased; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_leased ON duty.notice USING btree (lease_until) WHERE (state = 'leased'::text);


--
-- Name: notice_recent; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_recent ON duty.notice USING btree (center_id, created_at DESC);


--
-- Name: session_by_hash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX session_by_hash ON duty.session USING btree (session_hash);


--
-- Name: shift_by_day; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX shift_by_day ON duty.shift USING btree (center_id, roster_id, duty_day);


--
-- Name: shift_by_start; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX shift_by_start ON duty.shift USING btree (center_id, starts);


--
-- Name: audit immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.audit FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: hearing_change immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.hearing_change FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: roster_version immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.roster_version FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: audit no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.audit FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: roster_version no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.roster_version FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: absence absence_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.absence
    ADD CONSTRAINT absence_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: account account_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.account
    ADD CONSTRAINT account_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: account account_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.account
    ADD CONSTRAINT account_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: appearance appearance_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.appearance
    ADD CONSTRAINT appearance_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: appearance appearance_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.appearance
    ADD CONSTRAINT appearance_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: area area_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area
    ADD CONSTRAINT area_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: area_charge area_charge_center_id_area_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area_charge
    ADD CONSTRAINT area_charge_center_id_area_id_fkey FOREIGN KEY (center_id, area_id) REFERENCES duty.area(center_id, area_id);


--
-- Name: area_charge area_charge_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area_charge
    ADD CONSTRAINT area_charge_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: assignment assignment_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment
    ADD CONSTRAINT assignment_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: assignment assignment_center_id_shift_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment
    ADD CONSTRAINT assignment_center_id_shift_id_fkey FOREIGN KEY (center_id, shift_id) REFERENCES duty.shift(center_id, shift_id);


--
-- Name: audit audit_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit
    ADD CONSTRAINT audit_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: audit_head audit_head_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit_head
    ADD CONSTRAINT audit_head_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: captured captured_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.captured
    ADD CONSTRAINT captured_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: center center_code_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_code_fkey FOREIGN KEY (code) REFERENCES duty.province(code);


--
-- Name: commitment commitment_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.commitment
    ADD CONSTRAINT commitment_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: contact contact_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact
    ADD CONSTRAINT contact_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: credential credential_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.credential
    ADD CONSTRAINT credential_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: demand_rule demand_rule_center_id_post_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.demand_rule
    ADD CONSTRAINT demand_rule_center_id_post_id_fkey FOREIGN KEY (center_id, post_id) REFERENCES duty.duty_post(center_id, post_id);


--
-- Name: draft_assignment draft_assignment_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_assignment
    ADD CONSTRAINT draft_assignment_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: draft_assignment draft_assignment_center_id_roster_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_assignment
    ADD CONSTRAINT draft_assignment_center_id_roster_id_fkey FOREIGN KEY (center_id, roster_id) REFERENCES duty.roster(center_id, roster_id) ON DELETE CASCADE;


--
-- Name: draft_assignment draft_assignment_center_id_shift_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_assignment
    ADD CONSTRAINT draft_assignment_center_id_shift_id_fkey FOREIGN KEY (center_id, shift_id) REFERENCES duty.shift(center_id, shift_id);


--
-- Name: duty_post duty_post_center_id_area_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_post
    ADD CONSTRAINT duty_post_center_id_area_id_fkey FOREIGN KEY (center_id, area_id) REFERENCES duty.area(center_id, area_id);


--
-- Name: duty_post duty_post_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_post
    ADD CONSTRAINT duty_post_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: duty_post duty_post_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_post
    ADD CONSTRAINT duty_post_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: duty_post duty_post_center_id_place_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_post
    ADD CONSTRAINT duty_post_center_id_place_id_fkey FOREIGN KEY (center_id, place_id) REFERENCES duty.place(center_id, place_id);


--
-- Name: feed_token feed_token_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed_token
    ADD CONSTRAINT feed_token_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: hearing hearing_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id);


--
-- Name: hearing hearing_center_id_case_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_center_id_case_id_fkey FOREIGN KEY (center_id, case_id) REFERENCES duty.legal_case(center_id, case_id);


--
-- Name: hearing hearing_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: hearing_change hearing_change_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_change
    ADD CONSTRAINT hearing_change_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: import_batch import_batch_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_batch
    ADD CONSTRAINT import_batch_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: import_batch import_batch_center_id_court_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_batch
    ADD CONSTRAINT import_batch_center_id_court_id_fkey FOREIGN KEY (center_id, court_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: import_batch import_batch_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_batch
    ADD CONSTRAINT import_batch_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: import_row import_row_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_row
    ADD CONSTRAINT import_row_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id) ON DELETE CASCADE;


--
-- Name: import_row import_row_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_row
    ADD CONSTRAINT import_row_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: ledger_entry ledger_entry_center_id_assignment_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_assignment_id_fkey FOREIGN KEY (center_id, assignment_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: ledger_entry ledger_entry_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: legal_case legal_case_center_id_court_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT legal_case_center_id_court_id_fkey FOREIGN KEY (center_id, court_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: legal_case legal_case_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT legal_case_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: legal_case legal_case_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT legal_case_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: notice_attempt notice_attempt_center_id_notice_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_attempt
    ADD CONSTRAINT notice_attempt_center_id_notice_id_fkey FOREIGN KEY (center_id, notice_id) REFERENCES duty.notice(center_id, notice_id);


--
-- Name: notice notice_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: notice notice_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: org_alias org_alias_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_alias
    ADD CONSTRAINT org_alias_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: org_succession org_succession_center_id_from_org_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_succession
    ADD CONSTRAINT org_succession_center_id_from_org_fkey FOREIGN KEY (center_id, from_org) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: org_succession org_succession_center_id_to_org_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_succession
    ADD CONSTRAINT org_succession_center_id_to_org_fkey FOREIGN KEY (center_id, to_org) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: org_unit org_unit_center_id_area_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_unit
    ADD CONSTRAINT org_unit_center_id_area_id_fkey FOREIGN KEY (center_id, area_id) REFERENCES duty.area(center_id, area_id);


--
-- Name: org_unit org_unit_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_unit
    ADD CONSTRAINT org_unit_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: org_unit org_unit_center_id_parent_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_unit
    ADD CONSTRAINT org_unit_center_id_parent_id_fkey FOREIGN KEY (center_id, parent_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: org_unit org_unit_center_id_place_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.org_unit
    ADD CONSTRAINT org_unit_center_id_place_id_fkey FOREIGN KEY (center_id, place_id) REFERENCES duty.place(center_id, place_id);


--
-- Name: person person_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.person
    ADD CONSTRAINT person_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: place place_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.place
    ADD CONSTRAINT place_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: preference preference_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.preference
    ADD CONSTRAINT preference_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: provider provider_center_id_branch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_center_id_branch_id_fkey FOREIGN KEY (center_id, branch_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: provider provider_center_id_home_place_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_center_id_home_place_fkey FOREIGN KEY (center_id, home_place) REFERENCES duty.place(center_id, place_id);


--
-- Name: provider provider_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: provider_skill provider_skill_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_skill
    ADD CONSTRAINT provider_skill_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: receipt receipt_center_id_notice_id_n_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.receipt
    ADD CONSTRAINT receipt_center_id_notice_id_n_fkey FOREIGN KEY (center_id, notice_id, n) REFERENCES duty.notice_attempt(center_id, notice_id, n);


--
-- Name: roster roster_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.roster
    ADD CONSTRAINT roster_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: roster_version roster_version_center_id_roster_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.roster_version
    ADD CONSTRAINT roster_version_center_id_roster_id_fkey FOREIGN KEY (center_id, roster_id) REFERENCES duty.roster(center_id, roster_id);


--
-- Name: session session_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.session
    ADD CONSTRAINT session_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id) ON DELETE CASCADE;


--
-- Name: shift shift_center_id_post_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.shift
    ADD CONSTRAINT shift_center_id_post_id_fkey FOREIGN KEY (center_id, post_id) REFERENCES duty.duty_post(center_id, post_id);


--
-- Name: shift shift_center_id_roster_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.shift
    ADD CONSTRAINT shift_center_id_roster_id_fkey FOREIGN KEY (center_id, roster_id) REFERENCES duty.roster(center_id, roster_id);


--
-- Name: travel travel_center_id_from_place_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.travel
    ADD CONSTRAINT travel_center_id_from_place_fkey FOREIGN KEY (center_id, from_place) REFERENCES duty.place(center_id, place_id);


--
-- Name: travel travel_center_id_to_place_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.travel
    ADD CONSTRAINT travel_center_id_to_place_fkey FOREIGN KEY (center_id, to_place) REFERENCES duty.place(center_id, place_id);


--
-- Name: absence; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.absence ENABLE ROW LEVEL SECURITY;

--
-- Name: account; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.account ENABLE ROW LEVEL SECURITY;

--
-- Name: appearance; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.appearance ENABLE ROW LEVEL SECURITY;

--
-- Name: area; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.area ENABLE ROW LEVEL SECURITY;

--
-- Name: area_charge; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.area_charge ENABLE ROW LEVEL SECURITY;

--
-- Name: assignment; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.assignment ENABLE ROW LEVEL SECURITY;

--
-- Name: audit; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.audit ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_head; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.audit_head ENABLE ROW LEVEL SECURITY;

--
-- Name: captured; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.captured ENABLE ROW LEVEL SECURITY;

--
-- Name: commitment; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.commitment ENABLE ROW LEVEL SECURITY;

--
-- Name: contact; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.contact ENABLE ROW LEVEL SECURITY;

--
-- Name: credential; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.credential ENABLE ROW LEVEL SECURITY;

--
-- Name: demand_rule; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.demand_rule ENABLE ROW LEVEL SECURITY;

--
-- Name: draft_assignment; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.draft_assignment ENABLE ROW LEVEL SECURITY;

--
-- Name: duty_post; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.duty_post ENABLE ROW LEVEL SECURITY;

--
-- Name: absence every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.absence TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: account every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.account TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: appearance every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.appearance TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: area every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.area TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: area_charge every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.area_charge TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: assignment every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.assignment TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: audit every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.audit TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: audit_head every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.audit_head TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: captured every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.captured TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: commitment every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.commitment TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: contact every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.contact TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: credential every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.credential TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: demand_rule every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.demand_rule TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: draft_assignment every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.draft_assignment TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: duty_post every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.duty_post TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: feed_token every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.feed_token TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_change every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_change TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_batch every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_batch TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_row every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_row TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: ledger_entry every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.ledger_entry TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: legal_case every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.legal_case TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: notice every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.notice TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: notice_attempt every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.notice_attempt TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: org_alias every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.org_alias TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: org_succession every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.org_succession TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: org_unit every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.org_unit TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: person every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.person TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: place every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.place TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: preference every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.preference TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: provider every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.provider TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: provider_skill every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.provider_skill TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: receipt every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.receipt TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: roster every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.roster TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: roster_version every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.roster_version TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: session every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.session TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: shift every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.shift TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: travel every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.travel TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: absence every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.absence FOR SELECT TO duty_ops USING (true);


--
-- Name: account every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.account FOR SELECT TO duty_ops USING (true);


--
-- Name: appearance every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.appearance FOR SELECT TO duty_ops USING (true);


--
-- Name: area every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.area FOR SELECT TO duty_ops USING (true);


--
-- Name: area_charge every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.area_charge FOR SELECT TO duty_ops USING (true);


--
-- Name: assignment every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.assignment FOR SELECT TO duty_ops USING (true);


--
-- Name: audit every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.audit FOR SELECT TO duty_ops USING (true);


--
-- Name: audit_head every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.audit_head FOR SELECT TO duty_ops USING (true);


--
-- Name: captured every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.captured FOR SELECT TO duty_ops USING (true);


--
-- Name: commitment every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.commitment FOR SELECT TO duty_ops USING (true);


--
-- Name: contact every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.contact FOR SELECT TO duty_ops USING (true);


--
-- Name: credential every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.credential FOR SELECT TO duty_ops USING (true);


--
-- Name: demand_rule every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.demand_rule FOR SELECT TO duty_ops USING (true);


--
-- Name: draft_assignment every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.draft_assignment FOR SELECT TO duty_ops USING (true);


--
-- Name: duty_post every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.duty_post FOR SELECT TO duty_ops USING (true);


--
-- Name: feed_token every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.feed_token FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_change every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_change FOR SELECT TO duty_ops USING (true);


--
-- Name: import_batch every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_batch FOR SELECT TO duty_ops USING (true);


--
-- Name: import_row every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_row FOR SELECT TO duty_ops USING (true);


--
-- Name: ledger_entry every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.ledger_entry FOR SELECT TO duty_ops USING (true);


--
-- Name: legal_case every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.legal_case FOR SELECT TO duty_ops USING (true);


--
-- Name: notice every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.notice FOR SELECT TO duty_ops USING (true);


--
-- Name: notice_attempt every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.notice_attempt FOR SELECT TO duty_ops USING (true);


--
-- Name: org_alias every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.org_alias FOR SELECT TO duty_ops USING (true);


--
-- Name: org_succession every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.org_succession FOR SELECT TO duty_ops USING (true);


--
-- Name: org_unit every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.org_unit FOR SELECT TO duty_ops USING (true);


--
-- Name: person every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.person FOR SELECT TO duty_ops USING (true);


--
-- Name: place every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.place FOR SELECT TO duty_ops USING (true);


--
-- Name: preference every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.preference FOR SELECT TO duty_ops USING (true);


--
-- Name: provider every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.provider FOR SELECT TO duty_ops USING (true);


--
-- Name: provider_skill every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.provider_skill FOR SELECT TO duty_ops USING (true);


--
-- Name: receipt every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.receipt FOR SELECT TO duty_ops USING (true);


--
-- Name: roster every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.roster FOR SELECT TO duty_ops USING (true);


--
-- Name: roster_version every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.roster_version FOR SELECT TO duty_ops USING (true);


--
-- Name: session every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.session FOR SELECT TO duty_ops USING (true);


--
-- Name: shift every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.shift FOR SELECT TO duty_ops USING (true);


--
-- Name: travel every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.travel FOR SELECT TO duty_ops USING (true);


--
-- Name: feed_token; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.feed_token ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_change; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_change ENABLE ROW LEVEL SECURITY;

--
-- Name: import_batch; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_batch ENABLE ROW LEVEL SECURITY;

--
-- Name: import_row; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_row ENABLE ROW LEVEL SECURITY;

--
-- Name: ledger_entry; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.ledger_entry ENABLE ROW LEVEL SECURITY;

--
-- Name: legal_case; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.legal_case ENABLE ROW LEVEL SECURITY;

--
-- Name: absence not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.absence AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: appearance not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.appearance AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: audit not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.audit AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: audit_head not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.audit_head AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: captured not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.captured AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: commitment not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.commitment AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: credential not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.credential AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: draft_assignment not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.draft_assignment AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: feed_token not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.feed_token AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_change not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_change AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_batch not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_batch AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_row not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_row AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: ledger_entry not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.ledger_entry AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: legal_case not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.legal_case AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: notice not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.notice AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: notice_attempt not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.notice_attempt AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: preference not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.preference AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: receipt not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.receipt AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: notice; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice ENABLE ROW LEVEL SECURITY;

--
-- Name: notice_attempt; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice_attempt ENABLE ROW LEVEL SECURITY;

--
-- Name: org_alias; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.org_alias ENABLE ROW LEVEL SECURITY;

--
-- Name: org_succession; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.org_succession ENABLE ROW LEVEL SECURITY;

--
-- Name: org_unit; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.org_unit ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.hearing AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (case_id IN ( SELECT legal_case.case_id
   FROM duty.legal_case))));


--
-- Name: import_batch own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_batch AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (court_id = ( SELECT duty.current_org() AS current_org))));


--
-- Name: import_row own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_row AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (batch_id IN ( SELECT import_batch.batch_id
   FROM duty.import_batch))));


--
-- Name: legal_case own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.legal_case AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (court_id = ( SELECT duty.current_org() AS current_org))));


--
-- Name: person; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.person ENABLE ROW LEVEL SECURITY;

--
-- Name: place; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.place ENABLE ROW LEVEL SECURITY;

--
-- Name: preference; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.preference ENABLE ROW LEVEL SECURITY;

--
-- Name: provider; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_skill; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider_skill ENABLE ROW LEVEL SECURITY;

--
-- Name: receipt; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.receipt ENABLE ROW LEVEL SECURITY;

--
-- Name: roster; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.roster ENABLE ROW LEVEL SECURITY;

--
-- Name: roster_version; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.roster_version ENABLE ROW LEVEL SECURITY;

--
-- Name: session; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.session ENABLE ROW LEVEL SECURITY;

--
-- Name: shift; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.shift ENABLE ROW LEVEL SECURITY;

--
-- Name: absence tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.absence TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: account tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.account TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: appearance tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.appearance TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: area tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.area TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: area_charge tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.area_charge TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: assignment tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.assignment TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: audit tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.audit TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: audit_head tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.audit_head TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: captured tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.captured TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: commitment tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.commitment TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: contact tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.contact TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: credential tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.credential TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: demand_rule tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.demand_rule TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: draft_assignment tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.draft_assignment TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: duty_post tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.duty_post TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: feed_token tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.feed_token TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_change tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_change TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_batch tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_batch TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_row tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_row TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: ledger_entry tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.ledger_entry TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: legal_case tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.legal_case TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: notice tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.notice TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: notice_attempt tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.notice_attempt TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: org_alias tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.org_alias TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: org_succession tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.org_succession TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: org_unit tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.org_unit TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: person tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.person TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: place tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.place TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: preference tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.preference TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: provider tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.provider TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: provider_skill tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.provider_skill TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: receipt tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.receipt TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: roster tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.roster TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: roster_version tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.roster_version TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: session tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.session TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: shift tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.shift TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: travel tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.travel TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: travel; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.travel ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA duty; Type: ACL; Schema: -; Owner: duty_owner
--

GRANT USAGE ON SCHEMA duty TO duty_app;
GRANT USAGE ON SCHEMA duty TO duty_jobs;
GRANT USAGE ON SCHEMA duty TO duty_ops;
GRANT ALL ON SCHEMA duty TO duty_guard;


--
-- Name: FUNCTION arg_choice(p_field text, p_value text, p_choices text[], p_default text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_choice(p_field text, p_value text, p_choices text[], p_default text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_choice(p_field text, p_value text, p_choices text[], p_default text) TO duty_app;


--
-- Name: FUNCTION arg_date(p_field text, p_value text, p_required boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_date(p_field text, p_value text, p_required boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_date(p_field text, p_value text, p_required boolean) TO duty_app;


--
-- Name: FUNCTION arg_int(p_field text, p_value text, p_required boolean, p_min bigint, p_max bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_int(p_field text, p_value text, p_required boolean, p_min bigint, p_max bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_int(p_field text, p_value text, p_required boolean, p_min bigint, p_max bigint) TO duty_app;


--
-- Name: FUNCTION arg_month(p_field text, p_value text, p_required boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_month(p_field text, p_value text, p_required boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_month(p_field text, p_value text, p_required boolean) TO duty_app;


--
-- Name: FUNCTION arg_phone(p_field text, p_value text, p_required boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_phone(p_field text, p_value text, p_required boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_phone(p_field text, p_value text, p_required boolean) TO duty_app;


--
-- Name: FUNCTION arg_text(p_field text, p_value text, p_max integer, p_required boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_text(p_field text, p_value text, p_max integer, p_required boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_text(p_field text, p_value text, p_max integer, p_required boolean) TO duty_app;


--
-- Name: FUNCTION arg_time(p_field text, p_value text, p_required boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.arg_time(p_field text, p_value text, p_required boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.arg_time(p_field text, p_value text, p_required boolean) TO duty_app;


--
-- Name: FUNCTION audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint, p_account bigint); Type: ACL; Schema: duty; Owner: duty_guard
--

REVOKE ALL ON FUNCTION duty.audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint, p_account bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint, p_account bigint) TO duty_app;
GRANT ALL ON FUNCTION duty.audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint, p_account bigint) TO duty_jobs;
GRANT ALL ON FUNCTION duty.audit_add(p_action text, p_entity text, p_entity_id text, p_data jsonb, p_center bigint, p_account bigint) TO duty_owner;


--
-- Name: TABLE audit; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.audit TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.audit TO duty_guard;
GRANT SELECT ON TABLE duty.audit TO duty_ops;


--
-- Name: FUNCTION audit_hash(p_row duty.audit); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.audit_hash(p_row duty.audit) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.audit_hash(p_row duty.audit) TO duty_guard;
GRANT ALL ON FUNCTION duty.audit_hash(p_row duty.audit) TO duty_app;
GRANT ALL ON FUNCTION duty.audit_hash(p_row duty.audit) TO duty_ops;


--
-- Name: FUNCTION audit_verify(p_center bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.audit_verify(p_center bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.audit_verify(p_center bigint) TO duty_app;
GRANT ALL ON FUNCTION duty.audit_verify(p_center bigint) TO duty_ops;


--
-- Name: FUNCTION board(p_day date, p_now boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.board(p_day date, p_now boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.board(p_day date, p_now boolean) TO duty_app;


--
-- Name: TABLE legal_case; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.legal_case TO duty_app;


--
-- Name: COLUMN legal_case.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.legal_case TO duty_jobs;


--
-- Name: COLUMN legal_case.case_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(case_id) ON TABLE duty.legal_case TO duty_jobs;


--
-- Name: COLUMN legal_case.code; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(code) ON TABLE duty.legal_case TO duty_jobs;


--
-- Name: COLUMN legal_case.court_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(court_id) ON TABLE duty.legal_case TO duty_jobs;


--
-- Name: FUNCTION case_put(p_court bigint, p_code text, p_subject text, p_provider bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.case_put(p_court bigint, p_code text, p_subject text, p_provider bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.case_put(p_court bigint, p_code text, p_subject text, p_provider bigint) TO duty_app;


--
-- Name: FUNCTION centers(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.centers() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.centers() TO duty_app;


--
-- Name: FUNCTION clash_resolve(p_providers bigint[]); Type: ACL; Schema: duty; Owner: duty_guard
--

REVOKE ALL ON FUNCTION duty.clash_resolve(p_providers bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.clash_resolve(p_providers bigint[]) TO duty_app;


--
-- Name: FUNCTION commit_hearing(p_provider bigint, p_during tstzrange, p_hearing_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.commit_hearing(p_provider bigint, p_during tstzrange, p_hearing_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.commit_hearing(p_provider bigint, p_during tstzrange, p_hearing_id bigint) TO duty_app;
GRANT ALL ON FUNCTION duty.commit_hearing(p_provider bigint, p_during tstzrange, p_hearing_id bigint) TO duty_guard;


--
-- Name: FUNCTION court_find(p_text text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.court_find(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.court_find(p_text text) TO duty_app;


--
-- Name: FUNCTION courts(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.courts() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.courts() TO duty_app;


--
-- Name: FUNCTION current_account(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.current_account() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.current_account() TO duty_app;
GRANT ALL ON FUNCTION duty.current_account() TO duty_jobs;
GRANT ALL ON FUNCTION duty.current_account() TO duty_guard;


--
-- Name: FUNCTION current_actor(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.current_actor() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.current_actor() TO duty_app;
GRANT ALL ON FUNCTION duty.current_actor() TO duty_guard;


--
-- Name: FUNCTION current_center(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.current_center() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.current_center() TO duty_app;
GRANT ALL ON FUNCTION duty.current_center() TO duty_jobs;
GRANT ALL ON FUNCTION duty.current_center() TO duty_guard;


--
-- Name: FUNCTION current_org(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.current_org() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.current_org() TO duty_app;
GRANT ALL ON FUNCTION duty.current_org() TO duty_jobs;
GRANT ALL ON FUNCTION duty.current_org() TO duty_guard;


--
-- Name: FUNCTION current_provider(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.current_provider() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.current_provider() TO duty_app;
GRANT ALL ON FUNCTION duty.current_provider() TO duty_jobs;
GRANT ALL ON FUNCTION duty.current_provider() TO duty_guard;


--
-- Name: FUNCTION day_type(p_day date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.day_type(p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.day_type(p_day date) TO duty_app;


--
-- Name: FUNCTION duty_partner(p_shift_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.duty_partner(p_shift_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.duty_partner(p_shift_id bigint) TO duty_app;


--
-- Name: FUNCTION fail(p_key text, p_code text, p_field text, p_value text, p_args jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.fail(p_key text, p_code text, p_field text, p_value text, p_args jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.fail(p_key text, p_code text, p_field text, p_value text, p_args jsonb) TO duty_app;
GRANT ALL ON FUNCTION duty.fail(p_key text, p_code text, p_field text, p_value text, p_args jsonb) TO duty_jobs;
GRANT ALL ON FUNCTION duty.fail(p_key text, p_code text, p_field text, p_value text, p_args jsonb) TO duty_guard;


--
-- Name: FUNCTION feed_changes(p_since text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_changes(p_since text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_changes(p_since text) TO duty_jobs;


--
-- Name: FUNCTION feed_duties(p_center bigint, p_provider bigint, p_window tstzrange); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_duties(p_center bigint, p_provider bigint, p_window tstzrange) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_duties(p_center bigint, p_provider bigint, p_window tstzrange) TO duty_jobs;


--
-- Name: FUNCTION feed_fetched(p_items jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_fetched(p_items jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_fetched(p_items jsonb) TO duty_jobs;


--
-- Name: FUNCTION feed_hearings(p_center bigint, p_provider bigint, p_window tstzrange); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_hearings(p_center bigint, p_provider bigint, p_window tstzrange) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_hearings(p_center bigint, p_provider bigint, p_window tstzrange) TO duty_jobs;


--
-- Name: FUNCTION feed_read(p_token_hash text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_read(p_token_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_read(p_token_hash text) TO duty_jobs;


--
-- Name: FUNCTION feed_token_new(p_token_hash text, p_name text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_token_new(p_token_hash text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_token_new(p_token_hash text, p_name text) TO duty_app;


--
-- Name: FUNCTION feed_token_revoke(p_token_hash text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_token_revoke(p_token_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_token_revoke(p_token_hash text) TO duty_app;


--
-- Name: FUNCTION feed_touch(p_providers bigint[]); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.feed_touch(p_providers bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.feed_touch(p_providers bigint[]) TO duty_app;


--
-- Name: FUNCTION hearing_appear(p_hearing_id bigint, p_provider bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_appear(p_hearing_id bigint, p_provider bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_appear(p_hearing_id bigint, p_provider bigint) TO duty_app;


--
-- Name: FUNCTION hearing_changes(p_hearing_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_changes(p_hearing_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_changes(p_hearing_id bigint) TO duty_app;


--
-- Name: FUNCTION hearing_clash(p_provider bigint, p_during tstzrange, p_hearing_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_clash(p_provider bigint, p_during tstzrange, p_hearing_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_clash(p_provider bigint, p_during tstzrange, p_hearing_id bigint) TO duty_app;


--
-- Name: FUNCTION hearing_ends(p_hearing_id bigint, p_starts timestamp without time zone); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_ends(p_hearing_id bigint, p_starts timestamp without time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_ends(p_hearing_id bigint, p_starts timestamp without time zone) TO duty_app;


--
-- Name: FUNCTION hearing_form(p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_form(p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_form(p_hearing_id text, p_court_id text, p_date text, p_room text, p_judge text) TO duty_app;


--
-- Name: FUNCTION hearing_history(p_hearing_id bigint, p_subject boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_history(p_hearing_id bigint, p_subject boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_history(p_hearing_id bigint, p_subject boolean) TO duty_app;


--
-- Name: FUNCTION hearing_put(p_hearing_id bigint, p_fields jsonb, p_batch bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_put(p_hearing_id bigint, p_fields jsonb, p_batch bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_put(p_hearing_id bigint, p_fields jsonb, p_batch bigint) TO duty_app;


--
-- Name: FUNCTION hearing_save(p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text, p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text, p_state text, p_sequence text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_save(p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text, p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text, p_state text, p_sequence text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_save(p_hearing_id text, p_court_id text, p_code text, p_subject text, p_date text, p_time text, p_end_time text, p_room text, p_judge text, p_mode text, p_kind text, p_provider_id text, p_state text, p_sequence text) TO duty_app;


--
-- Name: FUNCTION hearing_severity(p_before jsonb, p_after jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_severity(p_before jsonb, p_after jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_severity(p_before jsonb, p_after jsonb) TO duty_app;


--
-- Name: FUNCTION hearing_snapshot(p_state jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_snapshot(p_state jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_snapshot(p_state jsonb) TO duty_app;


--
-- Name: FUNCTION hearing_state(p_hearing_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_state(p_hearing_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_state(p_hearing_id bigint) TO duty_app;


--
-- Name: FUNCTION hearing_tell(p_hearing_id bigint, p_before jsonb, p_was bigint[]); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_tell(p_hearing_id bigint, p_before jsonb, p_was bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_tell(p_hearing_id bigint, p_before jsonb, p_was bigint[]) TO duty_app;


--
-- Name: FUNCTION hearing_told(p_hearing_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.hearing_told(p_hearing_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.hearing_told(p_hearing_id bigint) TO duty_app;


--
-- Name: FUNCTION identify(p_session_hash text, p_action text, p_request_id text); Type: ACL; Schema: duty; Owner: duty_guard
--

REVOKE ALL ON FUNCTION duty.identify(p_session_hash text, p_action text, p_request_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.identify(p_session_hash text, p_action text, p_request_id text) TO duty_app;


--
-- Name: TABLE import_row; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.import_row TO duty_app;


--
-- Name: FUNCTION import_apply(p_row duty.import_row); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_apply(p_row duty.import_row) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_apply(p_row duty.import_row) TO duty_app;


--
-- Name: FUNCTION import_bad(p_batch_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_bad(p_batch_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_bad(p_batch_id bigint) TO duty_app;


--
-- Name: FUNCTION import_candidates(p_batch_id bigint, p_same_day boolean, p_rows integer[], p_hearings bigint[]); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_candidates(p_batch_id bigint, p_same_day boolean, p_rows integer[], p_hearings bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_candidates(p_batch_id bigint, p_same_day boolean, p_rows integer[], p_hearings bigint[]) TO duty_app;


--
-- Name: FUNCTION import_check(p_court bigint, p_row jsonb, OUT fields jsonb, OUT errors jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_check(p_court bigint, p_row jsonb, OUT fields jsonb, OUT errors jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_check(p_court bigint, p_row jsonb, OUT fields jsonb, OUT errors jsonb) TO duty_app;


--
-- Name: FUNCTION import_commit(p_batch_id text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_commit(p_batch_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_commit(p_batch_id text) TO duty_app;


--
-- Name: FUNCTION import_counts(p_batch_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_counts(p_batch_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_counts(p_batch_id bigint) TO duty_app;


--
-- Name: FUNCTION import_diff(p_hearing_id bigint, p_fields jsonb, OUT was jsonb, OUT changes jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_diff(p_hearing_id bigint, p_fields jsonb, OUT was jsonb, OUT changes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_diff(p_hearing_id bigint, p_fields jsonb, OUT was jsonb, OUT changes jsonb) TO duty_app;


--
-- Name: FUNCTION import_discard(p_batch_id text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_discard(p_batch_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_discard(p_batch_id text) TO duty_app;


--
-- Name: FUNCTION import_form(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_form() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_form() TO duty_app;


--
-- Name: FUNCTION import_match(p_batch_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_match(p_batch_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_match(p_batch_id bigint) TO duty_app;


--
-- Name: FUNCTION import_open(p_batch_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_open(p_batch_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_open(p_batch_id bigint) TO duty_app;


--
-- Name: FUNCTION import_preview(p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.import_preview(p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.import_preview(p_court_id text, p_filename text, p_sha256 text, p_parsed jsonb) TO duty_app;


--
-- Name: FUNCTION ledger_open(p_period daterange); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.ledger_open(p_period daterange) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.ledger_open(p_period daterange) TO duty_app;


--
-- Name: FUNCTION login_find(p_center text, p_login text); Type: ACL; Schema: duty; Owner: duty_guard
--

REVOKE ALL ON FUNCTION duty.login_find(p_center text, p_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.login_find(p_center text, p_login text) TO duty_app;


--
-- Name: FUNCTION login_open(p_center bigint, p_account bigint, p_session_hash text, p_address text); Type: ACL; Schema: duty; Owner: duty_guard
--

REVOKE ALL ON FUNCTION duty.login_open(p_center bigint, p_account bigint, p_session_hash text, p_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.login_open(p_center bigint, p_account bigint, p_session_hash text, p_address text) TO duty_app;


--
-- Name: FUNCTION logout(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.logout() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.logout() TO duty_app;


--
-- Name: FUNCTION may(p_action text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.may(p_action text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.may(p_action text) TO duty_app;


--
-- Name: FUNCTION my_points(p_provider bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.my_points(p_provider bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.my_points(p_provider bigint) TO duty_app;


--
-- Name: FUNCTION named_providers(p_field text, p_value jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.named_providers(p_field text, p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.named_providers(p_field text, p_value jsonb) TO duty_app;


--
-- Name: FUNCTION notice_add(p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb, p_deadline timestamp with time zone, p_priority integer); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_add(p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb, p_deadline timestamp with time zone, p_priority integer) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_add(p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb, p_deadline timestamp with time zone, p_priority integer) TO duty_app;


--
-- Name: FUNCTION notice_backoff(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_backoff() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_backoff() TO duty_jobs;


--
-- Name: FUNCTION notice_capture(p_items jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_capture(p_items jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_capture(p_items jsonb) TO duty_jobs;


--
-- Name: FUNCTION notice_claim(p_n integer, p_lease_s integer); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_claim(p_n integer, p_lease_s integer) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_claim(p_n integer, p_lease_s integer) TO duty_jobs;


--
-- Name: FUNCTION notice_receipt(p_token text, p_kind text, p_detail text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_receipt(p_token text, p_kind text, p_detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_receipt(p_token text, p_kind text, p_detail text) TO duty_jobs;


--
-- Name: FUNCTION notice_reclaim(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_reclaim() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_reclaim() TO duty_jobs;


--
-- Name: FUNCTION notice_record(p_items jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_record(p_items jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_record(p_items jsonb) TO duty_jobs;


--
-- Name: FUNCTION notice_settle(p_ended jsonb, p_at_once boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_settle(p_ended jsonb, p_at_once boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_settle(p_ended jsonb, p_at_once boolean) TO duty_jobs;


--
-- Name: FUNCTION notice_stats(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.notice_stats() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.notice_stats() TO duty_jobs;


--
-- Name: FUNCTION now(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.now() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.now() TO duty_app;
GRANT ALL ON FUNCTION duty.now() TO duty_jobs;
GRANT ALL ON FUNCTION duty.now() TO duty_guard;
GRANT ALL ON FUNCTION duty.now() TO duty_ops;


--
-- Name: FUNCTION numbered_posts(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.numbered_posts() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.numbered_posts() TO duty_app;


--
-- Name: FUNCTION options(p_values text[]); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.options(p_values text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.options(p_values text[]) TO duty_app;


--
-- Name: FUNCTION page_captured(p_channel text, p_offset text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_captured(p_channel text, p_offset text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_captured(p_channel text, p_offset text) TO duty_app;


--
-- Name: FUNCTION page_hearing(p_hearing_id text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_hearing(p_hearing_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_hearing(p_hearing_id text) TO duty_app;


--
-- Name: FUNCTION page_hearings(p_from text, p_to text, p_court text, p_q text, p_offset text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_hearings(p_from text, p_to text, p_court text, p_q text, p_offset text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_hearings(p_from text, p_to text, p_court text, p_q text, p_offset text) TO duty_app;


--
-- Name: FUNCTION page_import(p_batch_id text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_import(p_batch_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_import(p_batch_id text) TO duty_app;


--
-- Name: FUNCTION page_me(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_me() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_me() TO duty_app;


--
-- Name: FUNCTION page_messages(p_state text, p_channel text, p_q text, p_offset text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_messages(p_state text, p_channel text, p_q text, p_offset text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_messages(p_state text, p_channel text, p_q text, p_offset text) TO duty_app;


--
-- Name: FUNCTION page_roster(p_month text, p_shift text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_roster(p_month text, p_shift text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_roster(p_month text, p_shift text) TO duty_app;


--
-- Name: FUNCTION page_today(p_day text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.page_today(p_day text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.page_today(p_day text) TO duty_app;


--
-- Name: FUNCTION post_short(p_kind text, p_n bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.post_short(p_kind text, p_n bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.post_short(p_kind text, p_n bigint) TO duty_app;


--
-- Name: FUNCTION refuse_change(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.refuse_change() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.refuse_change() TO duty_app;


--
-- Name: FUNCTION room_told(p_room text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.room_told(p_room text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.room_told(p_room text) TO duty_app;
GRANT ALL ON FUNCTION duty.room_told(p_room text) TO duty_jobs;


--
-- Name: FUNCTION roster_assign(p_roster_id bigint, p_added jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_assign(p_roster_id bigint, p_added jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_assign(p_roster_id bigint, p_added jsonb) TO duty_app;


--
-- Name: FUNCTION roster_content(p_roster_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_content(p_roster_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_content(p_roster_id bigint) TO duty_app;


--
-- Name: FUNCTION roster_days(p_month date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_days(p_month date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_days(p_month date) TO duty_app;


--
-- Name: TABLE shift; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.shift TO duty_app;
GRANT SELECT ON TABLE duty.shift TO duty_jobs;
GRANT SELECT ON TABLE duty.shift TO duty_ops;


--
-- Name: FUNCTION roster_demand(p_roster_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_demand(p_roster_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_demand(p_roster_id bigint) TO duty_app;


--
-- Name: FUNCTION roster_diff(p_roster_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_diff(p_roster_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_diff(p_roster_id bigint) TO duty_app;


--
-- Name: FUNCTION roster_draft_save(p_month text, p_seed text, p_solution jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_draft_save(p_month text, p_seed text, p_solution jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_draft_save(p_month text, p_seed text, p_solution jsonb) TO duty_app;


--
-- Name: FUNCTION roster_keep(p_roster_id bigint, p_note text, p_diff jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_keep(p_roster_id bigint, p_note text, p_diff jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_keep(p_roster_id bigint, p_note text, p_diff jsonb) TO duty_app;


--
-- Name: FUNCTION roster_minute(p_at timestamp with time zone, p_start timestamp with time zone); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_minute(p_at timestamp with time zone, p_start timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_minute(p_at timestamp with time zone, p_start timestamp with time zone) TO duty_app;


--
-- Name: FUNCTION roster_people(p_roster_id bigint, p_month date, p_zone text, p_draft boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_people(p_roster_id bigint, p_month date, p_zone text, p_draft boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_people(p_roster_id bigint, p_month date, p_zone text, p_draft boolean) TO duty_app;


--
-- Name: FUNCTION roster_problem(p_month text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_problem(p_month text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_problem(p_month text) TO duty_app;


--
-- Name: FUNCTION roster_problem_providers(p_roster_id bigint, p_start timestamp with time zone); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_problem_providers(p_roster_id bigint, p_start timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_problem_providers(p_roster_id bigint, p_start timestamp with time zone) TO duty_app;


--
-- Name: FUNCTION roster_problem_shifts(p_roster_id bigint, p_start timestamp with time zone); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_problem_shifts(p_roster_id bigint, p_start timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_problem_shifts(p_roster_id bigint, p_start timestamp with time zone) TO duty_app;


--
-- Name: FUNCTION roster_publish(p_month text, p_note text, p_version text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_publish(p_month text, p_note text, p_version text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_publish(p_month text, p_note text, p_version text) TO duty_app;


--
-- Name: FUNCTION roster_shifts(p_month date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_shifts(p_month date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_shifts(p_month date) TO duty_app;


--
-- Name: FUNCTION roster_tell(p_roster_id bigint, p_diff jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_tell(p_roster_id bigint, p_diff jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_tell(p_roster_id bigint, p_diff jsonb) TO duty_app;


--
-- Name: FUNCTION roster_uncovered(p_roster_id bigint, p_draft boolean); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_uncovered(p_roster_id bigint, p_draft boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_uncovered(p_roster_id bigint, p_draft boolean) TO duty_app;


--
-- Name: FUNCTION roster_why(p_roster_id bigint, p_shift_id bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_why(p_roster_id bigint, p_shift_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_why(p_roster_id bigint, p_shift_id bigint) TO duty_app;


--
-- Name: FUNCTION roster_withdraw(p_removed jsonb); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.roster_withdraw(p_removed jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.roster_withdraw(p_removed jsonb) TO duty_app;


--
-- Name: FUNCTION rule_value(p_key text, p_day date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.rule_value(p_key text, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.rule_value(p_key text, p_day date) TO duty_app;
GRANT ALL ON FUNCTION duty.rule_value(p_key text, p_day date) TO duty_jobs;
GRANT ALL ON FUNCTION duty.rule_value(p_key text, p_day date) TO duty_guard;


--
-- Name: FUNCTION sees_subject(p_provider bigint); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.sees_subject(p_provider bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.sees_subject(p_provider bigint) TO duty_app;


--
-- Name: FUNCTION session_me(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.session_me() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.session_me() TO duty_app;


--
-- Name: FUNCTION session_open(p_center text, p_login text, p_session_hash text, p_ttl interval); Type: ACL; Schema: duty; Owner: duty_guard
--

REVOKE ALL ON FUNCTION duty.session_open(p_center text, p_login text, p_session_hash text, p_ttl interval) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.session_open(p_center text, p_login text, p_session_hash text, p_ttl interval) TO duty_owner;


--
-- Name: FUNCTION staff(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.staff() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.staff() TO duty_app;


--
-- Name: FUNCTION today(p_zone text); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.today(p_zone text) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.today(p_zone text) TO duty_app;
GRANT ALL ON FUNCTION duty.today(p_zone text) TO duty_jobs;
GRANT ALL ON FUNCTION duty.today(p_zone text) TO duty_guard;


--
-- Name: FUNCTION today_clashes(p_today date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.today_clashes(p_today date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.today_clashes(p_today date) TO duty_app;


--
-- Name: FUNCTION today_gaps(p_today date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.today_gaps(p_today date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.today_gaps(p_today date) TO duty_app;


--
-- Name: FUNCTION today_hearings(p_day date); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.today_hearings(p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.today_hearings(p_day date) TO duty_app;


--
-- Name: FUNCTION wall(p_at timestamp without time zone); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.wall(p_at timestamp without time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION duty.wall(p_at timestamp without time zone) TO duty_app;
GRANT ALL ON FUNCTION duty.wall(p_at timestamp without time zone) TO duty_jobs;


--
-- Name: FUNCTION write_lock(); Type: ACL; Schema: duty; Owner: duty_owner
--

REVOKE ALL ON FUNCTION duty.write_lock() FROM PUBLIC;
GRANT ALL ON FUNCTION duty.write_lock() TO duty_app;


--
-- Name: TABLE absence; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.absence TO duty_app;


--
-- Name: TABLE account; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.account TO duty_guard;


--
-- Name: COLUMN account.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.account TO duty_app;


--
-- Name: COLUMN account.account_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(account_id) ON TABLE duty.account TO duty_app;


--
-- Name: COLUMN account.person_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(person_id) ON TABLE duty.account TO duty_app;


--
-- Name: COLUMN account.login; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(login) ON TABLE duty.account TO duty_app;


--
-- Name: COLUMN account.role; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(role) ON TABLE duty.account TO duty_app;


--
-- Name: COLUMN account.org_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(org_id) ON TABLE duty.account TO duty_app;


--
-- Name: COLUMN account.locked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(locked_at) ON TABLE duty.account TO duty_app;


--
-- Name: TABLE appearance; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.appearance TO duty_app;
GRANT SELECT ON TABLE duty.appearance TO duty_jobs;
GRANT SELECT,UPDATE ON TABLE duty.appearance TO duty_guard;


--
-- Name: TABLE area; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.area TO duty_app;


--
-- Name: TABLE area_charge; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.area_charge TO duty_app;


--
-- Name: TABLE assignment; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.assignment TO duty_app;
GRANT SELECT ON TABLE duty.assignment TO duty_jobs;
GRANT SELECT ON TABLE duty.assignment TO duty_ops;


--
-- Name: SEQUENCE assignment_assignment_id_seq; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT USAGE ON SEQUENCE duty.assignment_assignment_id_seq TO duty_app;


--
-- Name: TABLE audit_head; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.audit_head TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.audit_head TO duty_guard;
GRANT SELECT ON TABLE duty.audit_head TO duty_ops;


--
-- Name: TABLE calendar_day; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.calendar_day TO duty_app;
GRANT SELECT ON TABLE duty.calendar_day TO duty_jobs;
GRANT SELECT ON TABLE duty.calendar_day TO duty_guard;
GRANT SELECT ON TABLE duty.calendar_day TO duty_ops;


--
-- Name: TABLE captured; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.captured TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.captured TO duty_jobs;


--
-- Name: TABLE center; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.center TO duty_app;
GRANT SELECT ON TABLE duty.center TO duty_jobs;
GRANT SELECT ON TABLE duty.center TO duty_guard;
GRANT SELECT ON TABLE duty.center TO duty_ops;


--
-- Name: TABLE clock; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.clock TO duty_app;
GRANT SELECT ON TABLE duty.clock TO duty_jobs;
GRANT SELECT ON TABLE duty.clock TO duty_guard;
GRANT SELECT ON TABLE duty.clock TO duty_ops;


--
-- Name: TABLE commitment; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.commitment TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.commitment TO duty_guard;


--
-- Name: TABLE contact; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.contact TO duty_app;
GRANT SELECT ON TABLE duty.contact TO duty_jobs;


--
-- Name: TABLE credential; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.credential TO duty_app;


--
-- Name: TABLE demand_rule; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.demand_rule TO duty_app;


--
-- Name: TABLE draft_assignment; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.draft_assignment TO duty_app;


--
-- Name: TABLE duty_post; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.duty_post TO duty_app;
GRANT SELECT ON TABLE duty.duty_post TO duty_jobs;


--
-- Name: TABLE feed_token; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.feed_token TO duty_app;
GRANT SELECT ON TABLE duty.feed_token TO duty_jobs;


--
-- Name: COLUMN feed_token.revoked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(revoked_at) ON TABLE duty.feed_token TO duty_app;


--
-- Name: COLUMN feed_token.last_fetch_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(last_fetch_at) ON TABLE duty.feed_token TO duty_jobs;


--
-- Name: COLUMN feed_token.last_client; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(last_client) ON TABLE duty.feed_token TO duty_jobs;


--
-- Name: TABLE hearing; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.hearing TO duty_app;
GRANT SELECT ON TABLE duty.hearing TO duty_jobs;
GRANT SELECT ON TABLE duty.hearing TO duty_guard;


--
-- Name: TABLE hearing_change; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.hearing_change TO duty_app;


--
-- Name: SEQUENCE hearing_hearing_id_seq; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT USAGE ON SEQUENCE duty.hearing_hearing_id_seq TO duty_app;


--
-- Name: TABLE import_batch; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.import_batch TO duty_app;
GRANT SELECT ON TABLE duty.import_batch TO duty_ops;


--
-- Name: TABLE ledger_entry; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.ledger_entry TO duty_app;


--
-- Name: TABLE notice; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.notice TO duty_app;
GRANT SELECT,UPDATE ON TABLE duty.notice TO duty_jobs;


--
-- Name: COLUMN notice.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.notice_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(notice_id) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.channel; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(channel) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.language; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(language) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.template; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(template) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.policy; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(policy) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.priority; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(priority) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.state; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(state) ON TABLE duty.notice TO duty_app;
GRANT SELECT(state) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.due_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(due_at) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.deadline; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(deadline) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.attempts; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(attempts) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.lease_until; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(lease_until) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.sent_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(sent_at) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(ended_at) ON TABLE duty.notice TO duty_app;
GRANT SELECT(ended_at) ON TABLE duty.notice TO duty_ops;


--
-- Name: COLUMN notice.created_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_at) ON TABLE duty.notice TO duty_ops;


--
-- Name: TABLE notice_attempt; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_attempt TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.notice_attempt TO duty_jobs;


--
-- Name: COLUMN notice_attempt.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.notice_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(notice_id) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.n; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(n) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.gateway; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(gateway) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.started_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(started_at) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(ended_at) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.outcome; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(outcome) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: COLUMN notice_attempt.code; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(code) ON TABLE duty.notice_attempt TO duty_ops;


--
-- Name: TABLE notice_template; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_template TO duty_app;
GRANT SELECT ON TABLE duty.notice_template TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_template TO duty_guard;
GRANT SELECT ON TABLE duty.notice_template TO duty_ops;


--
-- Name: TABLE org_alias; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.org_alias TO duty_app;


--
-- Name: TABLE org_succession; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.org_succession TO duty_app;


--
-- Name: TABLE org_unit; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.org_unit TO duty_app;
GRANT SELECT ON TABLE duty.org_unit TO duty_jobs;


--
-- Name: TABLE permission; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.permission TO duty_app;
GRANT SELECT ON TABLE duty.permission TO duty_jobs;
GRANT SELECT ON TABLE duty.permission TO duty_guard;
GRANT SELECT ON TABLE duty.permission TO duty_ops;


--
-- Name: TABLE person; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.person TO duty_app;
GRANT SELECT ON TABLE duty.person TO duty_jobs;
GRANT SELECT ON TABLE duty.person TO duty_guard;


--
-- Name: TABLE place; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.place TO duty_app;
GRANT SELECT ON TABLE duty.place TO duty_jobs;


--
-- Name: TABLE preference; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.preference TO duty_app;


--
-- Name: TABLE provider; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.provider TO duty_app;
GRANT SELECT ON TABLE duty.provider TO duty_jobs;
GRANT SELECT ON TABLE duty.provider TO duty_guard;


--
-- Name: COLUMN provider.feed_version; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(feed_version) ON TABLE duty.provider TO duty_app;


--
-- Name: COLUMN provider.feed_changed_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(feed_changed_at) ON TABLE duty.provider TO duty_app;


--
-- Name: TABLE provider_skill; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.provider_skill TO duty_app;


--
-- Name: TABLE province; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.province TO duty_app;
GRANT SELECT ON TABLE duty.province TO duty_jobs;
GRANT SELECT ON TABLE duty.province TO duty_guard;
GRANT SELECT ON TABLE duty.province TO duty_ops;


--
-- Name: TABLE receipt; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.receipt TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.receipt TO duty_jobs;
GRANT SELECT ON TABLE duty.receipt TO duty_ops;


--
-- Name: TABLE roster; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.roster TO duty_app;
GRANT SELECT ON TABLE duty.roster TO duty_ops;


--
-- Name: TABLE roster_version; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.roster_version TO duty_app;
GRANT SELECT ON TABLE duty.roster_version TO duty_ops;


--
-- Name: TABLE rule; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.rule TO duty_app;
GRANT SELECT ON TABLE duty.rule TO duty_jobs;
GRANT SELECT ON TABLE duty.rule TO duty_guard;
GRANT SELECT ON TABLE duty.rule TO duty_ops;


--
-- Name: TABLE session; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT DELETE ON TABLE duty.session TO duty_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.session TO duty_guard;


--
-- Name: COLUMN session.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.session TO duty_app;


--
-- Name: COLUMN session.session_hash; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(session_hash) ON TABLE duty.session TO duty_app;


--
-- Name: TABLE travel; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.travel TO duty_app;


--
-- PostgreSQL database dump complete
--


