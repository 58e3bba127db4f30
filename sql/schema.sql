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
-- Name: incoming_sender; Type: TYPE; Schema: duty; Owner: duty_owner
--

CREATE TYPE duty.incoming_sender AS (
	center_id bigint,
	person_id bigint,
	phone text
);


ALTER TYPE duty.incoming_sender OWNER TO duty_owner;

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
	CONSTRAINT role_name_check CHECK ((VALUE = ANY (ARRAY['provider'::text, 'clerk'::text, 'police'::text, 'coordinator'::text, 'director'::text, 'administrator'::text, 'key'::text, 'code'::text])));


ALTER DOMAIN duty.role_name OWNER TO duty_owner;

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
    shown_sequence integer DEFAULT 0 NOT NULL,
    shown_at timestamp with time zone,
    CONSTRAINT shift_check CHECK ((ends > starts)),
    CONSTRAINT shift_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT shift_point_kind_check CHECK ((point_kind = ANY (ARRAY['day'::text, 'night'::text, 'weekend'::text, 'holiday'::text, 'tet'::text]))),
    CONSTRAINT shift_role_check CHECK ((role = ANY (ARRAY['main'::text, 'backup'::text, 'centre'::text]))),
    CONSTRAINT shift_shown_sequence_check CHECK ((shown_sequence >= 0))
);

ALTER TABLE ONLY duty.shift FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.shift OWNER TO duty_owner;

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
-- Name: center_day; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.center_day (
    center_id bigint NOT NULL,
    day date NOT NULL,
    type text NOT NULL,
    name duty.name_text NOT NULL,
    is_tet boolean DEFAULT false NOT NULL,
    works_for date,
    legal_basis duty.line_text NOT NULL,
    account_id bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT center_day_check CHECK (((type <> 'working_saturday'::text) OR (EXTRACT(isodow FROM day) = ANY (ARRAY[(6)::numeric, (7)::numeric])))),
    CONSTRAINT center_day_check1 CHECK (((type <> ALL (ARRAY['work'::text, 'swapped_day_off'::text])) OR (EXTRACT(isodow FROM day) < (6)::numeric))),
    CONSTRAINT center_day_check2 CHECK (((type <> 'weekend'::text) OR (EXTRACT(isodow FROM day) > (5)::numeric))),
    CONSTRAINT center_day_check3 CHECK (((works_for IS NULL) OR ((type = 'working_saturday'::text) AND (works_for <> day)))),
    CONSTRAINT center_day_check4 CHECK (((NOT is_tet) OR (type <> ALL (ARRAY['work'::text, 'weekend'::text, 'working_saturday'::text])))),
    CONSTRAINT center_day_legal_basis_check CHECK (((legal_basis)::text <> ''::text)),
    CONSTRAINT center_day_type_check CHECK ((type = ANY (ARRAY['work'::text, 'weekend'::text, 'holiday'::text, 'substitute_holiday'::text, 'swapped_day_off'::text, 'working_saturday'::text])))
);

ALTER TABLE ONLY duty.center_day FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.center_day OWNER TO duty_owner;

--
-- Name: assignment_decision; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.assignment_decision (
    center_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    case_id bigint NOT NULL,
    party_id bigint,
    provider_id bigint NOT NULL,
    number duty.name_text NOT NULL,
    signed_on date NOT NULL,
    signed_by duty.name_text NOT NULL,
    replaces bigint,
    reason duty.line_text DEFAULT ''::text NOT NULL,
    no_conflict duty.line_text DEFAULT ''::text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    account_id bigint,
    CONSTRAINT decision_reason CHECK (((replaces IS NOT NULL) = ((reason)::text <> ''::text)))
);

ALTER TABLE ONLY duty.assignment_decision FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.assignment_decision OWNER TO duty_owner;

--
-- Name: legal_case; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.legal_case (
    center_id bigint NOT NULL,
    case_id bigint NOT NULL,
    code duty.name_text NOT NULL,
    court_id bigint NOT NULL,
    subject duty.line_text DEFAULT ''::text NOT NULL,
    provider_id bigint,
    aid_code duty.name_text,
    earlier_id bigint,
    CONSTRAINT case_earlier_other CHECK ((earlier_id <> case_id))
);

ALTER TABLE ONLY duty.legal_case FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.legal_case OWNER TO duty_owner;

--
-- Name: notice; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice (
    center_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    person_id bigint,
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
    org_id bigint,
    series text COLLATE pg_catalog."C",
    reason text,
    bundle boolean DEFAULT false NOT NULL,
    gateway text,
    given_back integer DEFAULT 0 NOT NULL,
    answer_until timestamp with time zone,
    CONSTRAINT notice_answer CHECK (((answer_until IS NULL) OR (state = 'unknown'::text))),
    CONSTRAINT notice_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT notice_check CHECK ((deadline > created_at)),
    CONSTRAINT notice_check1 CHECK (((state = 'leased'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT notice_check2 CHECK (((lease_until IS NULL) = (lease_pid IS NULL))),
    CONSTRAINT notice_check3 CHECK (((sent_at IS NOT NULL) OR (state <> ALL (ARRAY['sent'::text, 'delivered'::text])))),
    CONSTRAINT notice_check4 CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['delivered'::text, 'failed'::text, 'unknown'::text, 'superseded'::text, 'expired'::text])))),
    CONSTRAINT notice_expired CHECK (((state <> 'expired'::text) OR (reason IS NOT NULL))),
    CONSTRAINT notice_given_back CHECK (((given_back >= 0) AND (given_back <= attempts))),
    CONSTRAINT notice_held CHECK (((state <> 'held'::text) OR (reason IS NOT NULL))),
    CONSTRAINT notice_policy_check CHECK ((policy = ANY (ARRAY['twice'::text, 'never'::text, 'query'::text]))),
    CONSTRAINT notice_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT notice_reason_check CHECK ((reason = ANY (ARRAY['later'::text, 'retry'::text, 'quiet'::text, 'throttle'::text, 'bundle'::text, 'gateway'::text, 'late'::text, 'suppressed'::text]))),
    CONSTRAINT notice_receiver CHECK ((num_nonnulls(person_id, org_id) = 1)),
    CONSTRAINT notice_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'leased'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'held'::text, 'superseded'::text, 'expired'::text])))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.01');

ALTER TABLE ONLY duty.notice FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.notice OWNER TO duty_owner;

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
    verified_by bigint,
    retired_at timestamp with time zone,
    CONSTRAINT contact_check CHECK (
CASE channel
    WHEN 'sms'::text THEN ((address)::duty.phone IS NOT NULL)
    ELSE ((address)::duty.email IS NOT NULL)
END),
    CONSTRAINT contact_retired CHECK (((retired_at IS NULL) OR (verified_at IS NULL)))
);

ALTER TABLE ONLY duty.contact FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.contact OWNER TO duty_owner;

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
    uid text DEFAULT ''::text NOT NULL,
    recurrence text DEFAULT ''::text NOT NULL,
    digest text DEFAULT ''::text NOT NULL,
    CONSTRAINT import_row_verdict_check CHECK ((verdict = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'cancelled'::text, 'bad'::text, 'conflict'::text])))
);

ALTER TABLE ONLY duty.import_row FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_row OWNER TO duty_owner;

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
    valid daterange DEFAULT '(,)'::daterange NOT NULL,
    shown_at timestamp with time zone,
    CONSTRAINT duty_post_check CHECK (((kind = 'court_onsite'::text) = (place_id IS NOT NULL))),
    CONSTRAINT duty_post_kind_check CHECK ((kind = ANY (ARRAY['court_onsite'::text, 'court_phone'::text, 'custody_phone'::text, 'hotline'::text]))),
    CONSTRAINT duty_post_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.duty_post FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.duty_post OWNER TO duty_owner;

--
-- Name: demand_rule; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.demand_rule (
    center_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    post_id bigint NOT NULL,
    role text NOT NULL,
    day_types text[] NOT NULL,
    starts time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    needed integer DEFAULT 1 NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    points integer NOT NULL,
    priority integer NOT NULL,
    valid daterange NOT NULL,
    rrule text,
    dtstart date,
    dates_until date,
    per_cases integer,
    CONSTRAINT demand_rule_check CHECK ((dates_until > dtstart)),
    CONSTRAINT demand_rule_check1 CHECK ((((rrule IS NULL) = (dtstart IS NULL)) AND ((rrule IS NULL) = (dates_until IS NULL)))),
    CONSTRAINT demand_rule_day_types_check CHECK (((day_types <> '{}'::text[]) AND (day_types <@ ARRAY['work'::text, 'weekend'::text, 'holiday'::text, 'substitute_holiday'::text, 'swapped_day_off'::text, 'working_saturday'::text]))),
    CONSTRAINT demand_rule_needed_check CHECK (((needed >= 1) AND (needed <= 20))),
    CONSTRAINT demand_rule_per_cases_check CHECK (((per_cases >= 1) AND (per_cases <= 100))),
    CONSTRAINT demand_rule_points_check CHECK (((points >= 1) AND (points <= 10000))),
    CONSTRAINT demand_rule_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT demand_rule_role_check CHECK ((role = ANY (ARRAY['main'::text, 'backup'::text, 'centre'::text]))),
    CONSTRAINT demand_rule_rrule_check CHECK (((length(rrule) >= 1) AND (length(rrule) <= 300))),
    CONSTRAINT demand_rule_skills_check CHECK ((skills <@ ARRAY['khmer'::text, 'sign_language'::text, 'juvenile'::text])),
    CONSTRAINT demand_rule_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.demand_rule FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.demand_rule OWNER TO duty_owner;

--
-- Name: court_code; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.court_code (
    center_id bigint NOT NULL,
    code_id bigint NOT NULL,
    org_id bigint NOT NULL,
    name duty.name_text NOT NULL,
    link_hash duty.hash_hex NOT NULL,
    prefix text NOT NULL,
    secret_hash text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    wrong integer DEFAULT 0 NOT NULL,
    closed_until timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by bigint,
    CONSTRAINT court_code_check CHECK ((expires_at > created_at)),
    CONSTRAINT court_code_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
    CONSTRAINT court_code_prefix_check CHECK ((prefix ~ '^[0-9A-HJKMNP-TV-Z]{4}$'::text)),
    CONSTRAINT court_code_wrong_check CHECK ((wrong >= 0))
);

ALTER TABLE ONLY duty.court_code FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.court_code OWNER TO duty_owner;

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
    draft_version integer DEFAULT 0 NOT NULL,
    CONSTRAINT roster_period_check CHECK (((NOT isempty(period)) AND lower_inc(period) AND (NOT upper_inc(period))))
);

ALTER TABLE ONLY duty.roster FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.roster OWNER TO duty_owner;

--
-- Name: feed; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.feed (
    center_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    kind text NOT NULL,
    provider_id bigint,
    post_id bigint,
    org_id bigint,
    version bigint DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    touched_by xid8,
    salt uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT feed_kind_check CHECK ((kind = ANY (ARRAY['provider'::text, 'post'::text, 'body'::text, 'center'::text]))),
    CONSTRAINT feed_of_one CHECK ((((kind = 'provider'::text) = (provider_id IS NOT NULL)) AND ((kind = 'post'::text) = (post_id IS NOT NULL)) AND ((kind = 'body'::text) = (org_id IS NOT NULL))))
);

ALTER TABLE ONLY duty.feed FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.feed OWNER TO duty_owner;

--
-- Name: feed_token; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.feed_token (
    center_id bigint NOT NULL,
    token_hash duty.hash_hex NOT NULL,
    name duty.name_text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_fetch_at timestamp with time zone,
    last_client duty.line_text,
    feed_id bigint NOT NULL,
    level text DEFAULT 'full'::text NOT NULL,
    alarm_minutes integer,
    language duty.language,
    account_id bigint,
    warned_at timestamp with time zone,
    closed_reason text,
    CONSTRAINT feed_token_alarm_minutes_check CHECK (((alarm_minutes >= 0) AND (alarm_minutes <= 10080))),
    CONSTRAINT feed_token_check CHECK (((revoked_at IS NULL) = (closed_reason IS NULL))),
    CONSTRAINT feed_token_closed_reason_check CHECK ((closed_reason = ANY (ARRAY['revoked'::text, 'rotated'::text, 'unused'::text]))),
    CONSTRAINT feed_token_level_check CHECK ((level = ANY (ARRAY['full'::text, 'busy'::text])))
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
    version integer,
    reason duty.line_text DEFAULT ''::text NOT NULL,
    decided_on date,
    law text,
    latest_on date,
    follows_id bigint,
    CONSTRAINT hearing_check CHECK ((ends > starts)),
    CONSTRAINT hearing_decided CHECK (((decided_on IS NULL) OR (state = 'adjourned'::text))),
    CONSTRAINT hearing_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT hearing_follows CHECK ((follows_id < hearing_id)),
    CONSTRAINT hearing_latest CHECK (((num_nulls(law, latest_on) = ANY (ARRAY[0, 2])) AND ((latest_on IS NULL) OR ((state = 'adjourned'::text) AND (latest_on > decided_on))))),
    CONSTRAINT hearing_mode_check CHECK ((mode = ANY (ARRAY['in_person'::text, 'online'::text, 'hybrid'::text]))),
    CONSTRAINT hearing_reason CHECK ((((reason)::text = ''::text) OR (state = ANY (ARRAY['adjourned'::text, 'suspended'::text, 'cancelled'::text])))),
    CONSTRAINT hearing_sequence CHECK (((sequence >= 0) AND (sequence < COALESCE(version, (sequence + 1))))),
    CONSTRAINT hearing_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'adjourned'::text, 'suspended'::text, 'held'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY duty.hearing FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing OWNER TO duty_owner;

--
-- Name: hearing_confirm; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing_confirm (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    version integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    remind_at timestamp with time zone NOT NULL,
    climb_at timestamp with time zone NOT NULL,
    deadline timestamp with time zone NOT NULL,
    reminded_at timestamp with time zone,
    climbed_at timestamp with time zone,
    ended_at timestamp with time zone,
    means text,
    account_id bigint,
    reply_number integer,
    remind_later timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
    CONSTRAINT hearing_confirm_check CHECK (((asked_at <= remind_at) AND (remind_at <= climb_at))),
    CONSTRAINT hearing_confirm_check1 CHECK (((ended_at IS NULL) = (means IS NULL))),
    CONSTRAINT hearing_confirm_check2 CHECK (((account_id IS NOT NULL) = (COALESCE(means, ''::text) = ANY (ARRAY['page'::text, 'phone'::text])))),
    CONSTRAINT hearing_confirm_means_check CHECK ((means = ANY (ARRAY['page'::text, 'phone'::text, 'link'::text, 'reply'::text, 'call'::text, 'superseded'::text, 'late'::text]))),
    CONSTRAINT hearing_confirm_reply_number_check CHECK (((reply_number >= 10) AND (reply_number <= 99)))
);

ALTER TABLE ONLY duty.hearing_confirm FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_confirm OWNER TO duty_owner;

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
    door text DEFAULT 'form'::text NOT NULL,
    token jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_correction boolean DEFAULT false NOT NULL,
    CONSTRAINT hearing_change_door_check CHECK ((door = ANY (ARRAY['form'::text, 'link'::text, 'api'::text, 'paste'::text, 'file'::text, 'ics'::text, 'poll'::text]))),
    CONSTRAINT hearing_change_severity_check CHECK ((severity = ANY (ARRAY['new'::text, 'cosmetic'::text, 'shift'::text, 'break'::text]))),
    CONSTRAINT hearing_change_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY duty.hearing_change FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_change OWNER TO duty_owner;

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
    account_id bigint,
    committed_at timestamp with time zone,
    door text DEFAULT 'file'::text NOT NULL,
    source_id bigint,
    is_whole boolean DEFAULT false NOT NULL,
    counts jsonb,
    undone_at timestamp with time zone,
    CONSTRAINT import_batch_check CHECK (((committed_at IS NOT NULL) = (state = ANY (ARRAY['committed'::text, 'undone'::text])))),
    CONSTRAINT import_batch_check1 CHECK (((undone_at IS NOT NULL) = (state = 'undone'::text))),
    CONSTRAINT import_batch_door_check CHECK ((door = ANY (ARRAY['link'::text, 'api'::text, 'paste'::text, 'file'::text, 'ics'::text, 'poll'::text]))),
    CONSTRAINT import_batch_state_check CHECK ((state = ANY (ARRAY['preview'::text, 'taking'::text, 'committed'::text, 'discarded'::text, 'undone'::text])))
);

ALTER TABLE ONLY duty.import_batch FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_batch OWNER TO duty_owner;

--
-- Name: hearing_origin; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing_origin (
    center_id bigint NOT NULL,
    door text NOT NULL,
    source_id bigint NOT NULL,
    uid text NOT NULL,
    recurrence text NOT NULL,
    hearing_id bigint NOT NULL,
    digest text NOT NULL,
    version integer NOT NULL,
    batch_id bigint NOT NULL,
    kept jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT hearing_origin_uid_check CHECK (((length(uid) >= 1) AND (length(uid) <= 1000)))
);

ALTER TABLE ONLY duty.hearing_origin FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_origin OWNER TO duty_owner;

--
-- Name: invite; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.invite (
    center_id bigint NOT NULL,
    invite_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    assignment_id bigint,
    hearing_id bigint,
    uid text NOT NULL,
    address text NOT NULL,
    sequence integer NOT NULL,
    is_cancelled boolean DEFAULT false NOT NULL,
    mails integer DEFAULT 0 NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    event jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    sequence_ahead integer DEFAULT 0 NOT NULL,
    CONSTRAINT invite_check CHECK ((num_nonnulls(assignment_id, hearing_id) = 1)),
    CONSTRAINT invite_mails_check CHECK ((mails >= 0)),
    CONSTRAINT invite_sequence_ahead_check CHECK ((sequence_ahead >= 0)),
    CONSTRAINT invite_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE ONLY duty.invite FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.invite OWNER TO duty_owner;

--
-- Name: link; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.link (
    center_id bigint NOT NULL,
    link_hash duty.hash_hex NOT NULL,
    purpose text NOT NULL,
    notice_id bigint NOT NULL,
    hearing_id bigint,
    provider_id bigint,
    version integer,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    client text DEFAULT ''::text NOT NULL,
    used_at timestamp with time zone,
    used_for text,
    CONSTRAINT link_check CHECK ((num_nonnulls(hearing_id, provider_id, version) = ANY (ARRAY[0, 3]))),
    CONSTRAINT link_check1 CHECK ((expires_at > created_at)),
    CONSTRAINT link_check2 CHECK (((used_at IS NULL) = (used_for IS NULL))),
    CONSTRAINT link_client_check CHECK ((length(client) <= 200)),
    CONSTRAINT link_purpose_check CHECK ((purpose = ANY (ARRAY['confirm'::text, 'wrong'::text, 'unsubscribe'::text]))),
    CONSTRAINT link_used_for_check CHECK ((used_for = ANY (ARRAY['confirm'::text, 'wrong'::text, 'unsubscribe'::text])))
);

ALTER TABLE ONLY duty.link FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.link OWNER TO duty_owner;

--
-- Name: list; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.list (
    center_id bigint NOT NULL,
    list_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    org_id bigint NOT NULL,
    version integer NOT NULL,
    org_name duty.name_text NOT NULL,
    is_custody boolean NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    starts_on date NOT NULL,
    due_on date NOT NULL,
    same_as bigint,
    content jsonb NOT NULL,
    hash duty.hash_hex NOT NULL
);

ALTER TABLE ONLY duty.list FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.list OWNER TO duty_owner;

--
-- Name: notice_policy; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_policy (
    center_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    template text NOT NULL,
    role duty.role_name,
    severity text,
    lead_minutes integer,
    channels duty.channel[] NOT NULL,
    is_together boolean NOT NULL,
    language text NOT NULL,
    is_confirmed boolean NOT NULL,
    chase_minutes integer[] DEFAULT '{}'::integer[] NOT NULL,
    climb_minutes integer,
    unknown text NOT NULL,
    priority integer NOT NULL,
    bypasses_quiet boolean NOT NULL,
    is_bundled boolean NOT NULL,
    is_optional boolean NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL,
    account_id bigint,
    CONSTRAINT notice_policy_channels_check CHECK (((cardinality(channels) > 0) AND (array_position(channels, (NULL::text)::duty.channel) IS NULL))),
    CONSTRAINT notice_policy_check1 CHECK ((is_confirmed = (climb_minutes IS NOT NULL))),
    CONSTRAINT notice_policy_check2 CHECK ((is_confirmed OR (chase_minutes = '{}'::integer[]))),
    CONSTRAINT notice_policy_check3 CHECK ((NOT (is_optional AND is_confirmed))),
    CONSTRAINT notice_policy_language_check CHECK ((language = ANY (ARRAY['person'::text, 'centre'::text]))),
    CONSTRAINT notice_policy_lead_minutes_check CHECK ((lead_minutes > 0)),
    CONSTRAINT notice_policy_legal_basis_check CHECK ((legal_basis <> ''::text)),
    CONSTRAINT notice_policy_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT notice_policy_severity_check CHECK ((severity = ANY (ARRAY['new'::text, 'break'::text, 'shift'::text]))),
    CONSTRAINT notice_policy_unknown_check CHECK ((unknown = ANY (ARRAY['twice'::text, 'never'::text, 'query'::text]))),
    CONSTRAINT notice_policy_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.notice_policy FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.notice_policy OWNER TO duty_owner;

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
-- Name: phone_range; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.phone_range (
    prefix text NOT NULL,
    digits integer NOT NULL,
    kind text NOT NULL,
    becomes text,
    source text NOT NULL,
    CONSTRAINT phone_range_becomes_check CHECK ((becomes ~ '^\+[1-9][0-9]{1,6}$'::text)),
    CONSTRAINT phone_range_check CHECK (((kind = 'old'::text) = (becomes IS NOT NULL))),
    CONSTRAINT phone_range_digits_check CHECK (((digits >= 8) AND (digits <= 15))),
    CONSTRAINT phone_range_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'landline'::text, 'old'::text]))),
    CONSTRAINT phone_range_prefix_check CHECK ((prefix ~ '^\+[1-9][0-9]{1,6}$'::text))
);


ALTER TABLE duty.phone_range OWNER TO duty_owner;

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
    carrier text,
    asked_at timestamp with time zone,
    is_fate_known boolean DEFAULT false NOT NULL,
    proof_seq bigint,
    CONSTRAINT notice_attempt_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
    CONSTRAINT notice_attempt_detail_check CHECK ((length(detail) <= 500)),
    CONSTRAINT notice_attempt_n_check CHECK ((n > 0)),
    CONSTRAINT notice_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'tempfail'::text, 'permfail'::text, 'unknown'::text])))
)
WITH (fillfactor='60', autovacuum_vacuum_scale_factor='0.01');

ALTER TABLE ONLY duty.notice_attempt FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.notice_attempt OWNER TO duty_owner;

--
-- Name: proof; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.proof (
    center_id bigint NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    notice_id bigint NOT NULL,
    kind text NOT NULL,
    data jsonb NOT NULL,
    prev_hash duty.hash_hex NOT NULL,
    hash duty.hash_hex NOT NULL,
    CONSTRAINT proof_kind_check CHECK ((kind = ANY (ARRAY['attempt'::text, 'receipt'::text, 'opened'::text, 'confirmed'::text, 'wrong'::text, 'unsubscribed'::text])))
);

ALTER TABLE ONLY duty.proof FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.proof OWNER TO duty_owner;

--
-- Name: proof_head; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.proof_head (
    center_id bigint NOT NULL,
    seq bigint NOT NULL,
    hash duty.hash_hex NOT NULL
);

ALTER TABLE ONLY duty.proof_head FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.proof_head OWNER TO duty_owner;

--
-- Name: reminder; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.reminder (
    center_id bigint NOT NULL,
    reminder_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    assignment_id bigint,
    hearing_id bigint,
    step text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    reason text,
    ended_at timestamp with time zone,
    CONSTRAINT reminder_check CHECK ((num_nonnulls(assignment_id, hearing_id) = 1)),
    CONSTRAINT reminder_check1 CHECK ((due_at < starts_at)),
    CONSTRAINT reminder_check2 CHECK (((state = 'dropped'::text) = (reason IS NOT NULL))),
    CONSTRAINT reminder_check3 CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT reminder_reason_check CHECK ((reason = ANY (ARRAY['moved'::text, 'cancelled'::text, 'released'::text, 'past'::text, 'overtaken'::text, 'told_since'::text, 'switched_off'::text, 'unreachable'::text]))),
    CONSTRAINT reminder_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'dropped'::text])))
);

ALTER TABLE ONLY duty.reminder FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.reminder OWNER TO duty_owner;

--
-- Name: swap; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.swap (
    center_id bigint NOT NULL,
    swap_id bigint NOT NULL,
    kind text NOT NULL,
    assignment_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    to_provider bigint,
    back_id bigint,
    from_at timestamp with time zone,
    taker_id bigint,
    state text DEFAULT 'asked'::text NOT NULL,
    note duty.line_text DEFAULT ''::text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    ended_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT swap_check CHECK (((kind = 'exchange'::text) = (back_id IS NOT NULL))),
    CONSTRAINT swap_check1 CHECK (((kind <> 'exchange'::text) OR (to_provider IS NOT NULL))),
    CONSTRAINT swap_check2 CHECK (((kind = 'handover'::text) = (from_at IS NOT NULL))),
    CONSTRAINT swap_check3 CHECK (((taker_id IS NOT NULL) = (taken_at IS NOT NULL))),
    CONSTRAINT swap_check4 CHECK (
CASE state
    WHEN 'asked'::text THEN (taker_id IS NULL)
    WHEN 'taken'::text THEN (taker_id IS NOT NULL)
    WHEN 'approved'::text THEN (taker_id IS NOT NULL)
    ELSE true
END),
    CONSTRAINT swap_check5 CHECK (((ended_at IS NULL) = (state = ANY (ARRAY['asked'::text, 'taken'::text])))),
    CONSTRAINT swap_kind_check CHECK ((kind = ANY (ARRAY['give'::text, 'exchange'::text, 'handover'::text]))),
    CONSTRAINT swap_of_another CHECK ((taker_id = to_provider)),
    CONSTRAINT swap_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'taken'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'superseded'::text]))),
    CONSTRAINT swap_with_oneself CHECK (((provider_id <> to_provider) AND (provider_id <> taker_id)))
);

ALTER TABLE ONLY duty.swap FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.swap OWNER TO duty_owner;

--
-- Name: task; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.task (
    center_id bigint NOT NULL,
    task_id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    person_id bigint,
    notice_id bigint,
    params jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ending text,
    note duty.line_text DEFAULT ''::text NOT NULL,
    account_id bigint,
    CONSTRAINT task_check CHECK (((ended_at IS NULL) = (ending IS NULL))),
    CONSTRAINT task_check1 CHECK (((account_id IS NOT NULL) = (COALESCE(ending, 'settled'::text) <> 'settled'::text))),
    CONSTRAINT task_check2 CHECK (((ending IS DISTINCT FROM 'closed'::text) OR ((note)::text <> ''::text))),
    CONSTRAINT task_ending_check CHECK ((ending = ANY (ARRAY['resend'::text, 'other'::text, 'told'::text, 'closed'::text, 'settled'::text]))),
    CONSTRAINT task_kind_check CHECK ((kind = ANY (ARRAY['notice.failed'::text, 'notice.unknown'::text, 'contact.wrong'::text, 'contact.bounced'::text, 'reply.unclear'::text, 'hearing.unconfirmed'::text]))),
    CONSTRAINT task_subject_check CHECK ((subject <> ''::text))
);

ALTER TABLE ONLY duty.task FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.task OWNER TO duty_owner;

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
    is_sealed boolean DEFAULT true NOT NULL,
    overruling duty.line_text,
    gaps jsonb DEFAULT '[]'::jsonb NOT NULL,
    undoes integer,
    CONSTRAINT roster_version_check CHECK ((undoes < version)),
    CONSTRAINT roster_version_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY duty.roster_version FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.roster_version OWNER TO duty_owner;

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
    note duty.line_text DEFAULT ''::text NOT NULL,
    asked_at timestamp with time zone,
    asked_by bigint,
    decided_at timestamp with time zone,
    decided_by bigint,
    sequence integer DEFAULT 0 NOT NULL,
    CONSTRAINT absence_during_check CHECK (((NOT isempty(during)) AND (lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL))),
    CONSTRAINT absence_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'sick'::text, 'training'::text, 'other'::text]))),
    CONSTRAINT absence_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT absence_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'cancelled'::text])))
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
    CONSTRAINT account_is_of_a_person CHECK (((role)::text <> ALL (ARRAY['key'::text, 'code'::text]))),
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
-- Name: act_word; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.act_word (
    word text NOT NULL,
    rule text NOT NULL,
    CONSTRAINT act_word_rule_check CHECK ((rule ~ '^late\.[a-z_]+$'::text)),
    CONSTRAINT act_word_word_check CHECK (((word = lower(word)) AND (word <> ''::text)))
);


ALTER TABLE duty.act_word OWNER TO duty_owner;

--
-- Name: api_answer; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.api_answer (
    center_id bigint NOT NULL,
    key_id bigint NOT NULL,
    token text NOT NULL,
    asked_hash duty.hash_hex NOT NULL,
    answer jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT api_answer_token_check CHECK (((length(token) >= 1) AND (length(token) <= 255)))
);

ALTER TABLE ONLY duty.api_answer FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.api_answer OWNER TO duty_owner;

--
-- Name: api_key; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.api_key (
    center_id bigint NOT NULL,
    key_id bigint NOT NULL,
    org_id bigint NOT NULL,
    name duty.name_text NOT NULL,
    prefix text NOT NULL,
    key_hash duty.hash_hex NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by bigint,
    CONSTRAINT api_key_check CHECK ((expires_at > created_at)),
    CONSTRAINT api_key_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
    CONSTRAINT api_key_prefix_check CHECK (((length(prefix) >= 6) AND (length(prefix) <= 16)))
);

ALTER TABLE ONLY duty.api_key FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.api_key OWNER TO duty_owner;

--
-- Name: api_key_key_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.api_key ALTER COLUMN key_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.api_key_key_id_seq
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
    valid daterange NOT NULL,
    charge_id bigint NOT NULL,
    CONSTRAINT area_charge_valid CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL)))
);

ALTER TABLE ONLY duty.area_charge FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.area_charge OWNER TO duty_owner;

--
-- Name: area_charge_charge_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.area_charge ALTER COLUMN charge_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.area_charge_charge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: assignment_decision_decision_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.assignment_decision ALTER COLUMN decision_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.assignment_decision_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_check; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.audit_check (
    center_id bigint NOT NULL,
    day date NOT NULL,
    at timestamp with time zone,
    total bigint DEFAULT 0 NOT NULL,
    broken bigint,
    seq bigint DEFAULT 0 NOT NULL,
    hash duty.hash_hex DEFAULT repeat('0'::text, 64) NOT NULL,
    found bigint
);

ALTER TABLE ONLY duty.audit_check FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.audit_check OWNER TO duty_owner;

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
-- Name: busy_source; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.busy_source (
    center_id bigint NOT NULL,
    busy_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    slot smallint NOT NULL,
    url text NOT NULL,
    shown duty.line_text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone NOT NULL,
    lease text,
    lease_until timestamp with time zone,
    lease_pid integer,
    etag text DEFAULT ''::text NOT NULL,
    last_modified text DEFAULT ''::text NOT NULL,
    whole_at timestamp with time zone,
    tried_at timestamp with time zone,
    answer text,
    status integer,
    reason text,
    good_at timestamp with time zone,
    unread integer DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    failing_since timestamp with time zone,
    CONSTRAINT busy_source_answer_check CHECK ((answer = ANY (ARRAY['taken'::text, 'same'::text, 'status'::text, 'url'::text, 'redirect'::text, 'address'::text, 'name'::text, 'connect'::text, 'tls'::text, 'time'::text, 'cut'::text, 'too_large'::text, 'encoding'::text, 'unreadable'::text, 'not_calendar'::text, 'refused'::text]))),
    CONSTRAINT busy_source_check CHECK ((((lease IS NULL) = (lease_until IS NULL)) AND ((lease IS NULL) = (lease_pid IS NULL)))),
    CONSTRAINT busy_source_check1 CHECK (((failures > 0) = (failing_since IS NOT NULL))),
    CONSTRAINT busy_source_check2 CHECK (((answer IS NULL) = (tried_at IS NULL))),
    CONSTRAINT busy_source_check3 CHECK ((COALESCE((answer = ANY (ARRAY['taken'::text, 'same'::text])), true) = (failures = 0))),
    CONSTRAINT busy_source_check4 CHECK (((whole_at IS NOT NULL) OR ((etag = ''::text) AND (last_modified = ''::text)))),
    CONSTRAINT busy_source_etag_check CHECK ((length(etag) <= 1000)),
    CONSTRAINT busy_source_last_modified_check CHECK ((length(last_modified) <= 100)),
    CONSTRAINT busy_source_reason_check CHECK ((reason ~ '^[a-z_.]+$'::text)),
    CONSTRAINT busy_source_slot_check CHECK (((slot >= 1) AND (slot <= 3))),
    CONSTRAINT busy_source_url_check CHECK (((url ~ '^https://[\x21-\x7e]+$'::text) AND (length(url) <= 2000)))
);

ALTER TABLE ONLY duty.busy_source FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.busy_source OWNER TO duty_owner;

--
-- Name: busy_source_busy_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.busy_source ALTER COLUMN busy_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.busy_source_busy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: busy_time; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.busy_time (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    busy_id bigint NOT NULL,
    during tstzrange NOT NULL,
    CONSTRAINT busy_time_during_check CHECK (((NOT isempty(during)) AND (lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL)))
);

ALTER TABLE ONLY duty.busy_time FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.busy_time OWNER TO duty_owner;

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
    works_for date,
    CONSTRAINT calendar_day_status_check CHECK ((status = ANY (ARRAY['law'::text, 'announced'::text, 'computed'::text, 'unconfirmed'::text]))),
    CONSTRAINT calendar_day_type_check CHECK ((type = ANY (ARRAY['holiday'::text, 'substitute_holiday'::text, 'swapped_day_off'::text, 'working_saturday'::text])))
);


ALTER TABLE duty.calendar_day OWNER TO duty_owner;

--
-- Name: calendar_source; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.calendar_source (
    center_id bigint NOT NULL,
    source_id bigint NOT NULL,
    org_id bigint NOT NULL,
    url text NOT NULL,
    shown duty.line_text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    ended_at timestamp with time zone,
    next_at timestamp with time zone NOT NULL,
    lease text,
    lease_until timestamp with time zone,
    lease_pid integer,
    etag text DEFAULT ''::text NOT NULL,
    last_modified text DEFAULT ''::text NOT NULL,
    whole_at timestamp with time zone,
    tried_at timestamp with time zone,
    answer text,
    status integer,
    reason jsonb,
    good_at timestamp with time zone,
    brought jsonb,
    brought_at timestamp with time zone,
    batch_id bigint,
    failures integer DEFAULT 0 NOT NULL,
    failing_since timestamp with time zone,
    CONSTRAINT calendar_source_answer_check CHECK ((answer = ANY (ARRAY['taken'::text, 'same'::text, 'status'::text, 'url'::text, 'redirect'::text, 'address'::text, 'name'::text, 'connect'::text, 'tls'::text, 'time'::text, 'cut'::text, 'too_large'::text, 'encoding'::text, 'unreadable'::text, 'not_calendar'::text, 'refused'::text]))),
    CONSTRAINT calendar_source_check CHECK ((((lease IS NULL) = (lease_until IS NULL)) AND ((lease IS NULL) = (lease_pid IS NULL)))),
    CONSTRAINT calendar_source_check1 CHECK (((ended_at IS NULL) OR (lease IS NULL))),
    CONSTRAINT calendar_source_check2 CHECK (((failures > 0) = (failing_since IS NOT NULL))),
    CONSTRAINT calendar_source_check3 CHECK (((answer IS NULL) = (tried_at IS NULL))),
    CONSTRAINT calendar_source_check4 CHECK ((COALESCE((answer = ANY (ARRAY['taken'::text, 'same'::text])), true) = (failures = 0))),
    CONSTRAINT calendar_source_check5 CHECK (((brought IS NULL) = (brought_at IS NULL))),
    CONSTRAINT calendar_source_check6 CHECK (((good_at IS NOT NULL) OR ((brought IS NULL) AND (whole_at IS NULL)))),
    CONSTRAINT calendar_source_check7 CHECK (((whole_at IS NOT NULL) OR ((etag = ''::text) AND (last_modified = ''::text)))),
    CONSTRAINT calendar_source_etag_check CHECK ((length(etag) <= 1000)),
    CONSTRAINT calendar_source_last_modified_check CHECK ((length(last_modified) <= 100)),
    CONSTRAINT calendar_source_url_check CHECK (((url ~ '^https://[\x21-\x7e]+$'::text) AND (length(url) <= 2000)))
);

ALTER TABLE ONLY duty.calendar_source FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.calendar_source OWNER TO duty_owner;

--
-- Name: calendar_source_source_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.calendar_source ALTER COLUMN source_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.calendar_source_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: case_officer; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.case_officer (
    center_id bigint NOT NULL,
    officer_id bigint NOT NULL,
    case_id bigint NOT NULL,
    role text NOT NULL,
    name duty.name_text NOT NULL,
    CONSTRAINT case_officer_role_check CHECK ((role = ANY (ARRAY['judge'::text, 'juror'::text, 'clerk'::text, 'procurator'::text, 'investigator'::text])))
);

ALTER TABLE ONLY duty.case_officer FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.case_officer OWNER TO duty_owner;

--
-- Name: case_officer_officer_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.case_officer ALTER COLUMN officer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.case_officer_officer_id_seq
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
    hotline duty.phone,
    reply_number text,
    call_number text,
    CONSTRAINT center_call_number_check CHECK ((call_number ~ '^\+?[0-9]{3,15}$'::text)),
    CONSTRAINT center_reply_number_check CHECK ((reply_number ~ '^\+?[0-9]{3,15}$'::text))
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
-- Name: contact_code; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.contact_code (
    center_id bigint NOT NULL,
    code_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    code_hash text,
    expires_at timestamp with time zone NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT contact_code_check CHECK ((expires_at > asked_at)),
    CONSTRAINT contact_code_tries_check CHECK (((tries >= 0) AND (tries <= 3)))
);

ALTER TABLE ONLY duty.contact_code FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.contact_code OWNER TO duty_owner;

--
-- Name: contact_code_code_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.contact_code ALTER COLUMN code_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.contact_code_code_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: court_code_code_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.court_code ALTER COLUMN code_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.court_code_code_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: court_unknown; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.court_unknown (
    center_id bigint NOT NULL,
    name duty.line_text NOT NULL,
    said duty.line_text NOT NULL,
    state text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    account_id bigint,
    CONSTRAINT court_unknown_state_check CHECK ((state = ANY (ARRAY['open'::text, 'matched'::text, 'ignored'::text])))
);

ALTER TABLE ONLY duty.court_unknown FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.court_unknown OWNER TO duty_owner;

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
-- Name: daily_job; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.daily_job (
    center_id bigint NOT NULL,
    job text NOT NULL,
    day date NOT NULL,
    CONSTRAINT daily_job_job_check CHECK ((job ~ '^[a-z_]+$'::text))
);

ALTER TABLE ONLY duty.daily_job FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.daily_job OWNER TO duty_owner;

--
-- Name: demand_date; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.demand_date (
    center_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    day date NOT NULL
);

ALTER TABLE ONLY duty.demand_date FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.demand_date OWNER TO duty_owner;

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
-- Name: draft_proposal; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.draft_proposal (
    center_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    draft_version integer NOT NULL,
    removed jsonb NOT NULL,
    added jsonb NOT NULL,
    draft jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by bigint
);

ALTER TABLE ONLY duty.draft_proposal FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.draft_proposal OWNER TO duty_owner;

--
-- Name: draft_step; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.draft_step (
    center_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    step integer NOT NULL,
    kind text NOT NULL,
    state text DEFAULT 'done'::text NOT NULL,
    removed jsonb NOT NULL,
    added jsonb NOT NULL,
    draft_before jsonb,
    draft_after jsonb,
    made_at timestamp with time zone NOT NULL,
    made_by bigint,
    CONSTRAINT draft_step_kind_check CHECK ((kind = ANY (ARRAY['draft'::text, 'fill'::text, 'repair'::text, 'edit'::text, 'pin'::text, 'swap'::text]))),
    CONSTRAINT draft_step_state_check CHECK ((state = ANY (ARRAY['done'::text, 'undone'::text, 'dropped'::text]))),
    CONSTRAINT draft_step_step_check CHECK ((step > 0))
);

ALTER TABLE ONLY duty.draft_step FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.draft_step OWNER TO duty_owner;

--
-- Name: duty_call; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.duty_call (
    center_id bigint NOT NULL,
    assignment_id bigint NOT NULL,
    calls integer NOT NULL,
    minutes integer NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    noted_by bigint,
    CONSTRAINT call_minutes CHECK (((calls > 0) OR (minutes = 0))),
    CONSTRAINT duty_call_calls_check CHECK (((calls >= 0) AND (calls <= 200))),
    CONSTRAINT duty_call_minutes_check CHECK (((minutes >= 0) AND (minutes <= 1440)))
);

ALTER TABLE ONLY duty.duty_call FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.duty_call OWNER TO duty_owner;

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
-- Name: feed_client; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.feed_client (
    "position" integer NOT NULL,
    pattern text NOT NULL,
    name duty.name_text NOT NULL,
    CONSTRAINT feed_client_pattern_check CHECK ((pattern ~ '^[\x20-\x7e]+$'::text))
);


ALTER TABLE duty.feed_client OWNER TO duty_owner;

--
-- Name: feed_feed_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.feed ALTER COLUMN feed_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.feed_feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: gateway_access; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.gateway_access (
    gateway text NOT NULL,
    sealed text,
    name text DEFAULT ''::text NOT NULL,
    expires_at timestamp with time zone,
    asking_until timestamp with time zone,
    CONSTRAINT gateway_access_check CHECK (((sealed IS NULL) = (expires_at IS NULL)))
);


ALTER TABLE duty.gateway_access OWNER TO duty_owner;

--
-- Name: gateway_receipt; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.gateway_receipt (
    gateway text NOT NULL,
    gateway_id text NOT NULL,
    kind text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT gateway_receipt_detail_check CHECK ((length(detail) <= 500)),
    CONSTRAINT gateway_receipt_gateway_id_check CHECK ((length(gateway_id) <= 128)),
    CONSTRAINT gateway_receipt_kind_check CHECK ((kind = ANY (ARRAY['accepted'::text, 'queued'::text, 'delivered'::text, 'failed'::text, 'refused'::text])))
);


ALTER TABLE duty.gateway_receipt OWNER TO duty_owner;

--
-- Name: gateway_state; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.gateway_state (
    name text NOT NULL,
    channel duty.channel NOT NULL,
    failures integer NOT NULL,
    failing_since timestamp with time zone,
    resting_until timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT gateway_state_check CHECK (((failures = 0) = (failing_since IS NULL))),
    CONSTRAINT gateway_state_failures_check CHECK ((failures >= 0))
);


ALTER TABLE duty.gateway_state OWNER TO duty_owner;

--
-- Name: handover; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.handover (
    center_id bigint NOT NULL,
    rest_id bigint NOT NULL,
    root_id bigint NOT NULL,
    starts timestamp without time zone NOT NULL,
    ends timestamp without time zone NOT NULL,
    points integer NOT NULL,
    CONSTRAINT handover_check CHECK ((rest_id <> root_id)),
    CONSTRAINT handover_check1 CHECK ((ends > starts))
);

ALTER TABLE ONLY duty.handover FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.handover OWNER TO duty_owner;

--
-- Name: hearing_conflict; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing_conflict (
    center_id bigint NOT NULL,
    conflict_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    door text NOT NULL,
    fields jsonb NOT NULL,
    state text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    account_id bigint,
    CONSTRAINT hearing_conflict_check CHECK (((settled_at IS NULL) = (state = 'open'::text))),
    CONSTRAINT hearing_conflict_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'taken'::text, 'past'::text])))
);

ALTER TABLE ONLY duty.hearing_conflict FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_conflict OWNER TO duty_owner;

--
-- Name: hearing_conflict_conflict_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_conflict ALTER COLUMN conflict_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.hearing_conflict_conflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: hearing_point; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing_point (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    n integer NOT NULL,
    kind text NOT NULL,
    place duty.line_text NOT NULL,
    provider_sits boolean DEFAULT false NOT NULL,
    CONSTRAINT hearing_point_check CHECK ((((place)::text <> ''::text) OR (kind = 'central'::text))),
    CONSTRAINT hearing_point_kind_check CHECK ((kind = ANY (ARRAY['central'::text, 'component'::text]))),
    CONSTRAINT hearing_point_n_check CHECK ((n > 0))
);

ALTER TABLE ONLY duty.hearing_point FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_point OWNER TO duty_owner;

--
-- Name: hearing_secret; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.hearing_secret (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    sealed text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT hearing_secret_sealed_check CHECK (((sealed ~ '^[0-9a-f]{16}:[A-Za-z0-9+/]+={0,2}$'::text) AND ((length(sealed) >= 55) AND (length(sealed) <= 8000))))
);

ALTER TABLE ONLY duty.hearing_secret FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.hearing_secret OWNER TO duty_owner;

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
-- Name: import_document; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.import_document (
    center_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    bytes bytea NOT NULL,
    date text NOT NULL,
    CONSTRAINT import_document_bytes_check CHECK ((length(bytes) <= 2097152))
);

ALTER TABLE ONLY duty.import_document FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_document OWNER TO duty_owner;

--
-- Name: import_mapping; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.import_mapping (
    center_id bigint NOT NULL,
    court_id bigint NOT NULL,
    mapping jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);

ALTER TABLE ONLY duty.import_mapping FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_mapping OWNER TO duty_owner;

--
-- Name: import_waiting; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.import_waiting (
    center_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    part integer NOT NULL,
    n integer NOT NULL,
    sheet text NOT NULL,
    row_no integer NOT NULL,
    fields jsonb NOT NULL,
    verdict text NOT NULL,
    uid text NOT NULL,
    recurrence text NOT NULL,
    digest text NOT NULL
);

ALTER TABLE ONLY duty.import_waiting FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.import_waiting OWNER TO duty_owner;

--
-- Name: incoming; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.incoming (
    center_id bigint NOT NULL,
    incoming_id bigint NOT NULL,
    gateway text NOT NULL,
    message_id text NOT NULL,
    kind text NOT NULL,
    sender text NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    verdict text NOT NULL,
    person_id bigint,
    hearing_id bigint,
    CONSTRAINT incoming_check CHECK (((verdict <> ALL (ARRAY['confirmed'::text, 'again'::text])) OR (hearing_id IS NOT NULL))),
    CONSTRAINT incoming_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'call'::text]))),
    CONSTRAINT incoming_text_check CHECK ((length(text) <= 500)),
    CONSTRAINT incoming_verdict_check CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'again'::text, 'wrong_code'::text, 'no_question'::text, 'stranger'::text, 'unclear'::text])))
);

ALTER TABLE ONLY duty.incoming FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.incoming OWNER TO duty_owner;

--
-- Name: incoming_incoming_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.incoming ALTER COLUMN incoming_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.incoming_incoming_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: intake_door; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.intake_door (
    door text NOT NULL,
    rank integer NOT NULL,
    CONSTRAINT intake_door_door_check CHECK ((door ~ '^[a-z]+$'::text))
);


ALTER TABLE duty.intake_door OWNER TO duty_owner;

--
-- Name: invite_answer; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.invite_answer (
    center_id bigint NOT NULL,
    answer_id bigint NOT NULL,
    invite_id bigint NOT NULL,
    way text NOT NULL,
    answer text NOT NULL,
    sequence integer NOT NULL,
    verdict text NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    stamped_at timestamp with time zone,
    message_hash duty.hash_hex,
    client text DEFAULT ''::text NOT NULL,
    CONSTRAINT invite_answer_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'tentative'::text]))),
    CONSTRAINT invite_answer_check CHECK (((way = 'mail'::text) = (message_hash IS NOT NULL))),
    CONSTRAINT invite_answer_check1 CHECK (((way = 'mail'::text) OR ((verdict = 'taken'::text) AND (answer <> 'tentative'::text)))),
    CONSTRAINT invite_answer_client_check CHECK ((length(client) <= 200)),
    CONSTRAINT invite_answer_verdict_check CHECK ((verdict = ANY (ARRAY['taken'::text, 'sender'::text, 'attendee'::text, 'event'::text, 'older'::text, 'over'::text]))),
    CONSTRAINT invite_answer_way_check CHECK ((way = ANY (ARRAY['link'::text, 'mail'::text])))
);

ALTER TABLE ONLY duty.invite_answer FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.invite_answer OWNER TO duty_owner;

--
-- Name: invite_answer_answer_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.invite_answer ALTER COLUMN answer_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.invite_answer_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: invite_invite_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.invite ALTER COLUMN invite_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.invite_invite_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: late_hearing; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.late_hearing (
    center_id bigint NOT NULL,
    hearing_id bigint NOT NULL,
    rule text NOT NULL,
    needed integer NOT NULL,
    found integer NOT NULL,
    unit text NOT NULL,
    legal_basis text NOT NULL,
    noticed_at timestamp with time zone NOT NULL,
    CONSTRAINT late_hearing_check CHECK ((found < needed)),
    CONSTRAINT late_hearing_unit_check CHECK ((unit = ANY (ARRAY['hours'::text, 'days'::text])))
);

ALTER TABLE ONLY duty.late_hearing FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.late_hearing OWNER TO duty_owner;

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
    month date GENERATED ALWAYS AS ((on_day - ((EXTRACT(day FROM on_day))::integer - 1))) STORED NOT NULL,
    cause text NOT NULL,
    reverses bigint,
    reason duty.line_text DEFAULT ''::text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by bigint,
    CONSTRAINT ledger_cause CHECK (
CASE cause
    WHEN 'duty'::text THEN ((assignment_id IS NOT NULL) AND (point_kind <> ALL (ARRAY['travel'::text, 'call'::text])))
    WHEN 'travel'::text THEN ((assignment_id IS NOT NULL) AND (point_kind = 'travel'::text))
    WHEN 'call'::text THEN ((assignment_id IS NOT NULL) AND (point_kind = 'call'::text))
    WHEN 'correction'::text THEN ((assignment_id IS NULL) AND ((reason)::text <> ''::text))
    ELSE ((assignment_id IS NULL) AND (cause = ANY (ARRAY['opening'::text, 'newcomer'::text])))
END),
    CONSTRAINT ledger_kind CHECK ((point_kind = ANY (ARRAY['day'::text, 'night'::text, 'weekend'::text, 'holiday'::text, 'tet'::text, 'travel'::text, 'call'::text])))
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
-- Name: ledger_month; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.ledger_month (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    month date NOT NULL,
    point_kind text NOT NULL,
    points integer NOT NULL,
    counted integer NOT NULL,
    CONSTRAINT ledger_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE ONLY duty.ledger_month FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.ledger_month OWNER TO duty_owner;

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
-- Name: list_link; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.list_link (
    center_id bigint NOT NULL,
    link_hash duty.hash_hex NOT NULL,
    list_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT list_link_check CHECK ((expires_at > created_at))
);

ALTER TABLE ONLY duty.list_link FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.list_link OWNER TO duty_owner;

--
-- Name: list_list_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.list ALTER COLUMN list_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.list_list_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: list_receipt; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.list_receipt (
    center_id bigint NOT NULL,
    list_id bigint NOT NULL,
    means text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    account_id bigint,
    said_by duty.line_text,
    client duty.line_text,
    CONSTRAINT list_receipt_check CHECK ((received_at <= recorded_at)),
    CONSTRAINT list_receipt_check1 CHECK (((means = ANY (ARRAY['opened'::text, 'link'::text])) = (account_id IS NULL))),
    CONSTRAINT list_receipt_check2 CHECK (((means = 'phone'::text) = (said_by IS NOT NULL))),
    CONSTRAINT list_receipt_means_check CHECK ((means = ANY (ARRAY['opened'::text, 'link'::text, 'tick'::text, 'phone'::text])))
);

ALTER TABLE ONLY duty.list_receipt FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.list_receipt OWNER TO duty_owner;

--
-- Name: notice_choice; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_choice (
    center_id bigint NOT NULL,
    person_id bigint NOT NULL,
    prefers duty.channel,
    off text[] DEFAULT '{}'::text[] NOT NULL,
    is_daily boolean DEFAULT false NOT NULL,
    is_weekly boolean DEFAULT false NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY duty.notice_choice FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.notice_choice OWNER TO duty_owner;

--
-- Name: notice_default; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_default (
    template text NOT NULL,
    role duty.role_name,
    severity text,
    lead_minutes integer,
    channels duty.channel[] NOT NULL,
    is_together boolean NOT NULL,
    language text NOT NULL,
    is_confirmed boolean NOT NULL,
    chase_minutes integer[] DEFAULT '{}'::integer[] NOT NULL,
    climb_minutes integer,
    unknown text NOT NULL,
    priority integer NOT NULL,
    bypasses_quiet boolean NOT NULL,
    is_bundled boolean NOT NULL,
    is_optional boolean NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT notice_default_channels_check CHECK (((cardinality(channels) > 0) AND (array_position(channels, (NULL::text)::duty.channel) IS NULL))),
    CONSTRAINT notice_default_check CHECK ((is_confirmed = (climb_minutes IS NOT NULL))),
    CONSTRAINT notice_default_check1 CHECK ((is_confirmed OR (chase_minutes = '{}'::integer[]))),
    CONSTRAINT notice_default_check2 CHECK ((NOT (is_optional AND is_confirmed))),
    CONSTRAINT notice_default_language_check CHECK ((language = ANY (ARRAY['person'::text, 'centre'::text]))),
    CONSTRAINT notice_default_lead_minutes_check CHECK ((lead_minutes > 0)),
    CONSTRAINT notice_default_legal_basis_check CHECK ((legal_basis <> ''::text)),
    CONSTRAINT notice_default_priority_check CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT notice_default_severity_check CHECK ((severity = ANY (ARRAY['new'::text, 'break'::text, 'shift'::text]))),
    CONSTRAINT notice_default_unknown_check CHECK ((unknown = ANY (ARRAY['twice'::text, 'never'::text, 'query'::text]))),
    CONSTRAINT notice_default_valid_check CHECK ((NOT isempty(valid)))
);


ALTER TABLE duty.notice_default OWNER TO duty_owner;

--
-- Name: notice_kind; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_kind (
    key text NOT NULL,
    "position" integer NOT NULL,
    params text[] NOT NULL,
    CONSTRAINT notice_kind_key_check CHECK ((key ~ '^[a-z_]+\.[a-z_]+$'::text))
);


ALTER TABLE duty.notice_kind OWNER TO duty_owner;

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
-- Name: notice_policy_policy_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice_policy ALTER COLUMN policy_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.notice_policy_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notice_sample; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_sample (
    key text NOT NULL,
    name text NOT NULL,
    sample jsonb NOT NULL
);


ALTER TABLE duty.notice_sample OWNER TO duty_owner;

--
-- Name: notice_word; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.notice_word (
    language duty.language NOT NULL,
    word text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT notice_word_reason_check CHECK ((reason = ANY (ARRAY['accusation'::text, 'minor'::text, 'health'::text, 'victim'::text, 'credential'::text]))),
    CONSTRAINT notice_word_word_check CHECK (((word = lower(word)) AND (word <> ''::text)))
);


ALTER TABLE duty.notice_word OWNER TO duty_owner;

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
-- Name: party; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.party (
    center_id bigint NOT NULL,
    party_id bigint NOT NULL,
    case_id bigint NOT NULL,
    role text NOT NULL,
    side integer,
    name duty.name_text NOT NULL,
    is_client boolean DEFAULT false NOT NULL,
    needs text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT party_client_side CHECK (((NOT is_client) OR (side IS NOT NULL))),
    CONSTRAINT party_needs_check CHECK ((needs <@ ARRAY['khmer'::text, 'sign_language'::text, 'juvenile'::text])),
    CONSTRAINT party_role_check CHECK ((role = ANY (ARRAY['accused'::text, 'held'::text, 'victim'::text, 'plaintiff'::text, 'defendant'::text, 'related'::text, 'witness'::text, 'other'::text]))),
    CONSTRAINT party_side_check CHECK (((side >= 1) AND (side <= 9)))
);

ALTER TABLE ONLY duty.party FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.party OWNER TO duty_owner;

--
-- Name: party_party_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.party ALTER COLUMN party_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.party_party_id_seq
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
    language duty.language DEFAULT 'vi'::text NOT NULL,
    shown_at timestamp with time zone,
    takes_invitations boolean DEFAULT false NOT NULL
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
    first_day date NOT NULL,
    last_day date,
    CONSTRAINT provider_class_check CHECK ((class = ANY (ARRAY['officer'::text, 'contract_lawyer'::text, 'collaborator'::text]))),
    CONSTRAINT provider_days CHECK ((last_day >= first_day)),
    CONSTRAINT provider_max_per_month_check CHECK ((max_per_month > 0)),
    CONSTRAINT provider_max_per_week_check CHECK ((max_per_week > 0)),
    CONSTRAINT provider_share_check CHECK (((share >= 1) AND (share <= 100)))
);

ALTER TABLE ONLY duty.provider FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.provider OWNER TO duty_owner;

--
-- Name: provider_conflict; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.provider_conflict (
    center_id bigint NOT NULL,
    conflict_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    org_id bigint,
    post_id bigint,
    valid daterange NOT NULL,
    reason duty.line_text NOT NULL,
    person_name duty.name_text,
    CONSTRAINT conflict_valid CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL))),
    CONSTRAINT conflict_with CHECK ((num_nonnulls(org_id, post_id, person_name) = 1)),
    CONSTRAINT provider_conflict_reason_check CHECK (((reason)::text <> ''::text))
);

ALTER TABLE ONLY duty.provider_conflict FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.provider_conflict OWNER TO duty_owner;

--
-- Name: provider_conflict_conflict_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider_conflict ALTER COLUMN conflict_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.provider_conflict_conflict_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: provider_share; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.provider_share (
    center_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    share integer NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT provider_share_share_check CHECK (((share >= 1) AND (share <= 100))),
    CONSTRAINT provider_share_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.provider_share FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.provider_share OWNER TO duty_owner;

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
-- Name: quiet_hours; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.quiet_hours (
    center_id bigint NOT NULL,
    quiet_id bigint NOT NULL,
    is_day_off boolean NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT quiet_hours_check CHECK ((opens < closes)),
    CONSTRAINT quiet_hours_legal_basis_check CHECK ((legal_basis <> ''::text)),
    CONSTRAINT quiet_hours_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.quiet_hours FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.quiet_hours OWNER TO duty_owner;

--
-- Name: quiet_hours_quiet_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.quiet_hours ALTER COLUMN quiet_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.quiet_hours_quiet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
    proof_seq bigint,
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
-- Name: reminder_reminder_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.reminder ALTER COLUMN reminder_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.reminder_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reply_word; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.reply_word (
    word text NOT NULL,
    language duty.language NOT NULL,
    CONSTRAINT reply_word_word_check CHECK ((word <> ''::text))
);


ALTER TABLE duty.reply_word OWNER TO duty_owner;

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
-- Name: rule; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.rule (
    key text NOT NULL,
    value integer NOT NULL,
    unit text NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL,
    CONSTRAINT rule_key_check CHECK ((key ~ '^[a-z0-9_.]+$'::text)),
    CONSTRAINT rule_unit_check CHECK ((unit = ANY (ARRAY['seconds'::text, 'minutes'::text, 'hours'::text, 'days'::text, 'working_days'::text, 'months'::text, 'count'::text, 'weight'::text, 'points'::text, 'dong'::text]))),
    CONSTRAINT rule_valid_check CHECK ((NOT isempty(valid)))
);


ALTER TABLE duty.rule OWNER TO duty_owner;

--
-- Name: session; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.session (
    center_id bigint NOT NULL,
    session_hash duty.hash_hex NOT NULL,
    account_id bigint,
    address text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    code_id bigint,
    CONSTRAINT session_check CHECK ((expires_at > created_at)),
    CONSTRAINT session_of_one CHECK ((num_nonnulls(account_id, code_id) = 1))
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
-- Name: suppression; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.suppression (
    center_id bigint NOT NULL,
    suppression_id bigint NOT NULL,
    channel duty.channel NOT NULL,
    address text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL,
    notice_id bigint,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by bigint,
    CONSTRAINT suppression_address_check CHECK ((address = lower(address))),
    CONSTRAINT suppression_check CHECK (((ended_by IS NULL) OR (ended_at IS NOT NULL))),
    CONSTRAINT suppression_reason_check CHECK ((reason = ANY (ARRAY['bounce'::text, 'refused'::text, 'wrong'::text])))
);

ALTER TABLE ONLY duty.suppression FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.suppression OWNER TO duty_owner;

--
-- Name: suppression_suppression_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.suppression ALTER COLUMN suppression_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.suppression_suppression_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: swap_step; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.swap_step (
    center_id bigint NOT NULL,
    swap_id bigint NOT NULL,
    n integer NOT NULL,
    step text NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id bigint,
    behalf_of bigint,
    note duty.line_text DEFAULT ''::text NOT NULL,
    CONSTRAINT swap_step_n_check CHECK ((n > 0)),
    CONSTRAINT swap_step_step_check CHECK ((step = ANY (ARRAY['asked'::text, 'taken'::text, 'returned'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'superseded'::text])))
);

ALTER TABLE ONLY duty.swap_step FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.swap_step OWNER TO duty_owner;

--
-- Name: swap_swap_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.swap ALTER COLUMN swap_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.swap_swap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: task_task_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.task ALTER COLUMN task_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.task_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: template_registered; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.template_registered (
    center_id bigint NOT NULL,
    registered_id bigint NOT NULL,
    key text NOT NULL,
    language duty.language NOT NULL,
    number duty.name_text NOT NULL,
    body text NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL,
    account_id bigint,
    CONSTRAINT template_registered_body_check CHECK (((length(body) >= 1) AND (length(body) <= 1000))),
    CONSTRAINT template_registered_legal_basis_check CHECK ((legal_basis <> ''::text)),
    CONSTRAINT template_registered_valid_check CHECK ((NOT isempty(valid)))
);

ALTER TABLE ONLY duty.template_registered FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.template_registered OWNER TO duty_owner;

--
-- Name: template_registered_registered_id_seq; Type: SEQUENCE; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.template_registered ALTER COLUMN registered_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME duty.template_registered_registered_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: template_version; Type: TABLE; Schema: duty; Owner: duty_owner
--

CREATE TABLE duty.template_version (
    center_id bigint NOT NULL,
    key text NOT NULL,
    channel duty.channel NOT NULL,
    language duty.language NOT NULL,
    version integer NOT NULL,
    subject duty.line_text DEFAULT ''::text NOT NULL,
    body text,
    account_id bigint,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT template_version_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
    CONSTRAINT template_version_check CHECK (((((channel)::text = 'mail'::text) AND (body IS NOT NULL)) = ((subject)::text <> ''::text))),
    CONSTRAINT template_version_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY duty.template_version FORCE ROW LEVEL SECURITY;


ALTER TABLE duty.template_version OWNER TO duty_owner;

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
-- Name: absence absence_overlap; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.absence
    ADD CONSTRAINT absence_overlap EXCLUDE USING gist (center_id WITH =, provider_id WITH =, during WITH &&) WHERE ((state = ANY (ARRAY['asked'::text, 'approved'::text])));


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
-- Name: act_word act_word_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.act_word
    ADD CONSTRAINT act_word_pkey PRIMARY KEY (word);


--
-- Name: api_answer api_answer_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_answer
    ADD CONSTRAINT api_answer_pkey PRIMARY KEY (center_id, key_id, token);


--
-- Name: api_key api_key_center_id_key_hash_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_key
    ADD CONSTRAINT api_key_center_id_key_hash_key UNIQUE (center_id, key_hash);


--
-- Name: api_key api_key_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (center_id, key_id);


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
-- Name: area_charge area_charge_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area_charge
    ADD CONSTRAINT area_charge_once EXCLUDE USING gist (center_id WITH =, provider_id WITH =, area_id WITH =, valid WITH &&);


--
-- Name: area_charge area_charge_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.area_charge
    ADD CONSTRAINT area_charge_pkey PRIMARY KEY (center_id, charge_id);


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
-- Name: assignment_decision assignment_decision_center_id_case_id_decision_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_center_id_case_id_decision_id_key UNIQUE (center_id, case_id, decision_id);


--
-- Name: assignment_decision assignment_decision_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_pkey PRIMARY KEY (center_id, decision_id);


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
-- Name: audit_check audit_check_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit_check
    ADD CONSTRAINT audit_check_pkey PRIMARY KEY (center_id);


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
-- Name: busy_source busy_source_center_id_provider_id_busy_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_source
    ADD CONSTRAINT busy_source_center_id_provider_id_busy_id_key UNIQUE (center_id, provider_id, busy_id);


--
-- Name: busy_source busy_source_center_id_provider_id_slot_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_source
    ADD CONSTRAINT busy_source_center_id_provider_id_slot_key UNIQUE (center_id, provider_id, slot);


--
-- Name: busy_source busy_source_center_id_provider_id_url_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_source
    ADD CONSTRAINT busy_source_center_id_provider_id_url_key UNIQUE (center_id, provider_id, url);


--
-- Name: busy_source busy_source_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_source
    ADD CONSTRAINT busy_source_pkey PRIMARY KEY (center_id, busy_id);


--
-- Name: busy_time busy_time_center_id_busy_id_during_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_time
    ADD CONSTRAINT busy_time_center_id_busy_id_during_excl EXCLUDE USING gist (center_id WITH =, busy_id WITH =, during WITH &&);


--
-- Name: busy_time busy_time_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_time
    ADD CONSTRAINT busy_time_pkey PRIMARY KEY (center_id, busy_id, during);


--
-- Name: calendar_day calendar_day_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_day
    ADD CONSTRAINT calendar_day_pkey PRIMARY KEY (day);


--
-- Name: calendar_source calendar_source_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_source
    ADD CONSTRAINT calendar_source_pkey PRIMARY KEY (center_id, source_id);


--
-- Name: captured captured_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.captured
    ADD CONSTRAINT captured_pkey PRIMARY KEY (center_id, captured_id);


--
-- Name: legal_case case_aid_code_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT case_aid_code_once UNIQUE (center_id, aid_code);


--
-- Name: case_officer case_officer_center_id_case_id_role_name_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.case_officer
    ADD CONSTRAINT case_officer_center_id_case_id_role_name_key UNIQUE (center_id, case_id, role, name);


--
-- Name: case_officer case_officer_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.case_officer
    ADD CONSTRAINT case_officer_pkey PRIMARY KEY (center_id, officer_id);


--
-- Name: center center_call_number_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_call_number_key UNIQUE (call_number);


--
-- Name: center center_code_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_code_key UNIQUE (code);


--
-- Name: center_day center_day_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center_day
    ADD CONSTRAINT center_day_pkey PRIMARY KEY (center_id, day);


--
-- Name: center center_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_pkey PRIMARY KEY (center_id);


--
-- Name: center center_reply_number_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_reply_number_key UNIQUE (reply_number);


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
-- Name: provider_conflict conflict_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_conflict
    ADD CONSTRAINT conflict_once EXCLUDE USING gist (center_id WITH =, provider_id WITH =, COALESCE(org_id, (- post_id)) WITH =, valid WITH &&);


--
-- Name: provider_conflict conflict_person_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_conflict
    ADD CONSTRAINT conflict_person_once EXCLUDE USING gist (center_id WITH =, provider_id WITH =, person_name WITH =, valid WITH &&) WHERE ((person_name IS NOT NULL));


--
-- Name: contact contact_center_id_person_id_channel_address_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact
    ADD CONSTRAINT contact_center_id_person_id_channel_address_key UNIQUE (center_id, person_id, channel, address);


--
-- Name: contact_code contact_code_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact_code
    ADD CONSTRAINT contact_code_pkey PRIMARY KEY (center_id, code_id);


--
-- Name: contact contact_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (center_id, contact_id);


--
-- Name: court_code court_code_center_id_link_hash_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_center_id_link_hash_key UNIQUE (center_id, link_hash);


--
-- Name: court_code court_code_center_id_prefix_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_center_id_prefix_key UNIQUE (center_id, prefix);


--
-- Name: court_code court_code_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_pkey PRIMARY KEY (center_id, code_id);


--
-- Name: court_unknown court_unknown_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_unknown
    ADD CONSTRAINT court_unknown_pkey PRIMARY KEY (center_id, name);


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
-- Name: daily_job daily_job_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.daily_job
    ADD CONSTRAINT daily_job_pkey PRIMARY KEY (center_id, job);


--
-- Name: assignment_decision decision_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT decision_once UNIQUE (center_id, number, signed_on);


--
-- Name: assignment_decision decision_replaced_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT decision_replaced_once UNIQUE (center_id, replaces);


--
-- Name: demand_date demand_date_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.demand_date
    ADD CONSTRAINT demand_date_pkey PRIMARY KEY (center_id, rule_id, day);


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
-- Name: draft_proposal draft_proposal_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_proposal
    ADD CONSTRAINT draft_proposal_pkey PRIMARY KEY (center_id, roster_id);


--
-- Name: draft_step draft_step_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_step
    ADD CONSTRAINT draft_step_pkey PRIMARY KEY (center_id, roster_id, step);


--
-- Name: duty_call duty_call_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_call
    ADD CONSTRAINT duty_call_pkey PRIMARY KEY (center_id, assignment_id);


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
-- Name: feed feed_center_id_org_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_org_id_key UNIQUE (center_id, org_id);


--
-- Name: feed feed_center_id_post_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_post_id_key UNIQUE (center_id, post_id);


--
-- Name: feed feed_center_id_provider_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_provider_id_key UNIQUE (center_id, provider_id);


--
-- Name: feed_client feed_client_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed_client
    ADD CONSTRAINT feed_client_pkey PRIMARY KEY ("position");


--
-- Name: feed feed_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (center_id, feed_id);


--
-- Name: feed_token feed_token_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed_token
    ADD CONSTRAINT feed_token_pkey PRIMARY KEY (center_id, token_hash);


--
-- Name: roster_version gaps_overruled; Type: CHECK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.roster_version
    ADD CONSTRAINT gaps_overruled CHECK (((gaps = '[]'::jsonb) OR (overruling IS NOT NULL))) NOT VALID;


--
-- Name: gateway_access gateway_access_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.gateway_access
    ADD CONSTRAINT gateway_access_pkey PRIMARY KEY (gateway);


--
-- Name: gateway_receipt gateway_receipt_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.gateway_receipt
    ADD CONSTRAINT gateway_receipt_pkey PRIMARY KEY (gateway, gateway_id, kind);


--
-- Name: gateway_state gateway_state_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.gateway_state
    ADD CONSTRAINT gateway_state_pkey PRIMARY KEY (name);


--
-- Name: handover handover_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.handover
    ADD CONSTRAINT handover_pkey PRIMARY KEY (center_id, rest_id);


--
-- Name: hearing_change hearing_change_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_change
    ADD CONSTRAINT hearing_change_pkey PRIMARY KEY (center_id, hearing_id, version);


--
-- Name: hearing_confirm hearing_confirm_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_confirm
    ADD CONSTRAINT hearing_confirm_pkey PRIMARY KEY (center_id, hearing_id, provider_id, version);


--
-- Name: hearing_conflict hearing_conflict_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_conflict
    ADD CONSTRAINT hearing_conflict_pkey PRIMARY KEY (center_id, conflict_id);


--
-- Name: hearing_origin hearing_origin_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_origin
    ADD CONSTRAINT hearing_origin_pkey PRIMARY KEY (center_id, door, source_id, uid, recurrence);


--
-- Name: hearing hearing_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_pkey PRIMARY KEY (center_id, hearing_id);


--
-- Name: hearing_point hearing_point_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_point
    ADD CONSTRAINT hearing_point_pkey PRIMARY KEY (center_id, hearing_id, n);


--
-- Name: hearing_secret hearing_secret_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_secret
    ADD CONSTRAINT hearing_secret_pkey PRIMARY KEY (center_id, hearing_id);


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
-- Name: import_document import_document_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_document
    ADD CONSTRAINT import_document_pkey PRIMARY KEY (center_id, batch_id);


--
-- Name: import_mapping import_mapping_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_mapping
    ADD CONSTRAINT import_mapping_pkey PRIMARY KEY (center_id, court_id);


--
-- Name: import_row import_row_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_row
    ADD CONSTRAINT import_row_pkey PRIMARY KEY (center_id, batch_id, n);


--
-- Name: import_waiting import_waiting_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_waiting
    ADD CONSTRAINT import_waiting_pkey PRIMARY KEY (center_id, batch_id, part, n);


--
-- Name: incoming incoming_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.incoming
    ADD CONSTRAINT incoming_pkey PRIMARY KEY (center_id, incoming_id);


--
-- Name: intake_door intake_door_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.intake_door
    ADD CONSTRAINT intake_door_pkey PRIMARY KEY (door);


--
-- Name: invite_answer invite_answer_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite_answer
    ADD CONSTRAINT invite_answer_pkey PRIMARY KEY (center_id, answer_id);


--
-- Name: invite invite_center_id_provider_id_uid_address_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite
    ADD CONSTRAINT invite_center_id_provider_id_uid_address_key UNIQUE (center_id, provider_id, uid, address);


--
-- Name: invite invite_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite
    ADD CONSTRAINT invite_pkey PRIMARY KEY (center_id, invite_id);


--
-- Name: late_hearing late_hearing_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.late_hearing
    ADD CONSTRAINT late_hearing_pkey PRIMARY KEY (center_id, hearing_id);


--
-- Name: ledger_entry ledger_entry_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (center_id, entry_id);


--
-- Name: ledger_month ledger_month_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_month
    ADD CONSTRAINT ledger_month_pkey PRIMARY KEY (center_id, provider_id, month, point_kind);


--
-- Name: ledger_entry ledger_reversed_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_reversed_once UNIQUE (center_id, reverses);


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
-- Name: link link_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (center_id, link_hash);


--
-- Name: list list_center_id_roster_id_org_id_version_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list
    ADD CONSTRAINT list_center_id_roster_id_org_id_version_key UNIQUE (center_id, roster_id, org_id, version);


--
-- Name: list_link list_link_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list_link
    ADD CONSTRAINT list_link_pkey PRIMARY KEY (center_id, link_hash);


--
-- Name: list list_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list
    ADD CONSTRAINT list_pkey PRIMARY KEY (center_id, list_id);


--
-- Name: list_receipt list_receipt_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list_receipt
    ADD CONSTRAINT list_receipt_pkey PRIMARY KEY (center_id, list_id, means);


--
-- Name: notice_attempt notice_attempt_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_attempt
    ADD CONSTRAINT notice_attempt_pkey PRIMARY KEY (center_id, notice_id, n);


--
-- Name: notice notice_center_id_dedupe_key_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_center_id_dedupe_key_key UNIQUE (center_id, dedupe_key);


--
-- Name: notice_choice notice_choice_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_choice
    ADD CONSTRAINT notice_choice_pkey PRIMARY KEY (center_id, person_id);


--
-- Name: notice_default notice_default_template_coalesce_coalesce1_coalesce2_valid_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_default
    ADD CONSTRAINT notice_default_template_coalesce_coalesce1_coalesce2_valid_excl EXCLUDE USING gist (template WITH =, COALESCE((role)::text, ''::text) WITH =, COALESCE(severity, ''::text) WITH =, COALESCE(lead_minutes, 0) WITH =, valid WITH &&);


--
-- Name: notice_kind notice_kind_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_kind
    ADD CONSTRAINT notice_kind_pkey PRIMARY KEY (key);


--
-- Name: notice notice_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (center_id, notice_id);


--
-- Name: notice_policy notice_policy_center_id_template_coalesce_coalesce1_coales_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_policy
    ADD CONSTRAINT notice_policy_center_id_template_coalesce_coalesce1_coales_excl EXCLUDE USING gist (center_id WITH =, template WITH =, COALESCE((role)::text, ''::text) WITH =, COALESCE(severity, ''::text) WITH =, COALESCE(lead_minutes, 0) WITH =, valid WITH &&);


--
-- Name: notice_policy notice_policy_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_policy
    ADD CONSTRAINT notice_policy_pkey PRIMARY KEY (center_id, policy_id);


--
-- Name: notice_sample notice_sample_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_sample
    ADD CONSTRAINT notice_sample_pkey PRIMARY KEY (key, name);


--
-- Name: notice_template notice_template_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_template
    ADD CONSTRAINT notice_template_pkey PRIMARY KEY (key, channel, language);


--
-- Name: notice_word notice_word_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_word
    ADD CONSTRAINT notice_word_pkey PRIMARY KEY (language, word);


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
-- Name: party party_center_id_case_id_party_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.party
    ADD CONSTRAINT party_center_id_case_id_party_id_key UNIQUE (center_id, case_id, party_id);


--
-- Name: party party_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (center_id, party_id);


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
-- Name: phone_range phone_range_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.phone_range
    ADD CONSTRAINT phone_range_pkey PRIMARY KEY (prefix);


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
-- Name: proof_head proof_head_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.proof_head
    ADD CONSTRAINT proof_head_pkey PRIMARY KEY (center_id);


--
-- Name: proof proof_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.proof
    ADD CONSTRAINT proof_pkey PRIMARY KEY (center_id, seq);


--
-- Name: provider provider_center_id_person_id_key; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_center_id_person_id_key UNIQUE (center_id, person_id);


--
-- Name: provider_conflict provider_conflict_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_conflict
    ADD CONSTRAINT provider_conflict_pkey PRIMARY KEY (center_id, conflict_id);


--
-- Name: provider provider_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider
    ADD CONSTRAINT provider_pkey PRIMARY KEY (center_id, provider_id);


--
-- Name: provider_share provider_share_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_share
    ADD CONSTRAINT provider_share_pkey PRIMARY KEY (center_id, provider_id, valid);


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
-- Name: quiet_hours quiet_hours_center_id_is_day_off_valid_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.quiet_hours
    ADD CONSTRAINT quiet_hours_center_id_is_day_off_valid_excl EXCLUDE USING gist (center_id WITH =, is_day_off WITH =, valid WITH &&);


--
-- Name: quiet_hours quiet_hours_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.quiet_hours
    ADD CONSTRAINT quiet_hours_pkey PRIMARY KEY (center_id, quiet_id);


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
-- Name: reminder reminder_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.reminder
    ADD CONSTRAINT reminder_pkey PRIMARY KEY (center_id, reminder_id);


--
-- Name: reply_word reply_word_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.reply_word
    ADD CONSTRAINT reply_word_pkey PRIMARY KEY (word);


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
-- Name: provider_share share_once; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_share
    ADD CONSTRAINT share_once EXCLUDE USING gist (center_id WITH =, provider_id WITH =, valid WITH &&);


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
-- Name: suppression suppression_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.suppression
    ADD CONSTRAINT suppression_pkey PRIMARY KEY (center_id, suppression_id);


--
-- Name: swap swap_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_pkey PRIMARY KEY (center_id, swap_id);


--
-- Name: swap_step swap_step_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap_step
    ADD CONSTRAINT swap_step_pkey PRIMARY KEY (center_id, swap_id, n);


--
-- Name: task task_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (center_id, task_id);


--
-- Name: template_registered template_registered_center_id_key_language_valid_excl; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_registered
    ADD CONSTRAINT template_registered_center_id_key_language_valid_excl EXCLUDE USING gist (center_id WITH =, key WITH =, language WITH =, valid WITH &&);


--
-- Name: template_registered template_registered_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_registered
    ADD CONSTRAINT template_registered_pkey PRIMARY KEY (center_id, registered_id);


--
-- Name: template_version template_version_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_version
    ADD CONSTRAINT template_version_pkey PRIMARY KEY (center_id, key, channel, language, version);


--
-- Name: travel travel_pkey; Type: CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.travel
    ADD CONSTRAINT travel_pkey PRIMARY KEY (center_id, from_place, to_place);


--
-- Name: api_key_by_hash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX api_key_by_hash ON duty.api_key USING btree (key_hash);


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
-- Name: attempt_carrier; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX attempt_carrier ON duty.notice_attempt USING btree (carrier) WHERE (carrier IS NOT NULL);


--
-- Name: attempt_of_gateway; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX attempt_of_gateway ON duty.notice_attempt USING btree (gateway, gateway_id) WHERE (gateway_id IS NOT NULL);


--
-- Name: attempt_to_ask; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX attempt_to_ask ON duty.notice_attempt USING btree (gateway, started_at) WHERE (((gateway_id IS NOT NULL) OR (outcome = 'unknown'::text)) AND (NOT is_fate_known));


--
-- Name: attempt_token; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX attempt_token ON duty.notice_attempt USING btree (token);


--
-- Name: attempt_unproved; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX attempt_unproved ON duty.notice_attempt USING btree (center_id, ended_at) WHERE ((proof_seq IS NULL) AND (outcome IS NOT NULL));


--
-- Name: audit_of_account; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX audit_of_account ON duty.audit USING btree (center_id, account_id, seq);


--
-- Name: audit_of_entity; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX audit_of_entity ON duty.audit USING btree (center_id, entity, entity_id, seq);


--
-- Name: busy_source_due; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX busy_source_due ON duty.busy_source USING btree (next_at);


--
-- Name: busy_source_leased; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX busy_source_leased ON duty.busy_source USING btree (lease) WHERE (lease IS NOT NULL);


--
-- Name: busy_time_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX busy_time_provider ON duty.busy_time USING gist (center_id, provider_id, during);


--
-- Name: calendar_source_due; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX calendar_source_due ON duty.calendar_source USING btree (next_at) WHERE (ended_at IS NULL);


--
-- Name: calendar_source_leased; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX calendar_source_leased ON duty.calendar_source USING btree (lease) WHERE (lease IS NOT NULL);


--
-- Name: calendar_source_once; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX calendar_source_once ON duty.calendar_source USING btree (center_id, url) WHERE (ended_at IS NULL);


--
-- Name: case_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX case_of_provider ON duty.legal_case USING btree (center_id, provider_id);


--
-- Name: contact_code_of; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX contact_code_of ON duty.contact_code USING btree (center_id, contact_id, asked_at);


--
-- Name: contact_code_open; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX contact_code_open ON duty.contact_code USING btree (center_id, contact_id) WHERE (ended_at IS NULL);


--
-- Name: court_code_by_link; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX court_code_by_link ON duty.court_code USING btree (link_hash);


--
-- Name: court_code_by_prefix; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX court_code_by_prefix ON duty.court_code USING btree (prefix);


--
-- Name: decision_first; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX decision_first ON duty.assignment_decision USING btree (center_id, case_id, COALESCE(party_id, (0)::bigint)) WHERE (replaces IS NULL);


--
-- Name: decision_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX decision_of_provider ON duty.assignment_decision USING btree (center_id, provider_id);


--
-- Name: draft_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX draft_of_provider ON duty.draft_assignment USING btree (center_id, provider_id, roster_id);


--
-- Name: feed_by_change; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX feed_by_change ON duty.feed USING btree (changed_at);


--
-- Name: feed_once_per_center; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX feed_once_per_center ON duty.feed USING btree (center_id) WHERE (kind = 'center'::text);


--
-- Name: feed_token_by_hash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX feed_token_by_hash ON duty.feed_token USING btree (token_hash);


--
-- Name: feed_token_of_feed; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX feed_token_of_feed ON duty.feed_token USING btree (center_id, feed_id);


--
-- Name: handover_of_root; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX handover_of_root ON duty.handover USING btree (center_id, root_id);


--
-- Name: hearing_by_start; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_by_start ON duty.hearing USING btree (center_id, starts);


--
-- Name: hearing_change_of_batch; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_change_of_batch ON duty.hearing_change USING btree (center_id, batch_id) WHERE (batch_id IS NOT NULL);


--
-- Name: hearing_confirm_due; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_confirm_due ON duty.hearing_confirm USING btree (remind_at) WHERE (ended_at IS NULL);


--
-- Name: hearing_confirm_given; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_confirm_given ON duty.hearing_confirm USING btree (center_id, provider_id, asked_at) WHERE (reply_number IS NOT NULL);


--
-- Name: hearing_confirm_open; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_confirm_open ON duty.hearing_confirm USING btree (center_id, hearing_id, provider_id) WHERE (ended_at IS NULL);


--
-- Name: hearing_confirm_reply; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_confirm_reply ON duty.hearing_confirm USING btree (center_id, provider_id, reply_number) WHERE ((ended_at IS NULL) AND (reply_number IS NOT NULL));


--
-- Name: hearing_conflict_open; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_conflict_open ON duty.hearing_conflict USING btree (center_id, hearing_id, door) WHERE (state = 'open'::text);


--
-- Name: hearing_follow; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_follow ON duty.hearing USING btree (center_id, follows_id) WHERE (follows_id IS NOT NULL);


--
-- Name: hearing_of_case; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_of_case ON duty.hearing USING btree (center_id, case_id);


--
-- Name: hearing_once_per_slot; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_once_per_slot ON duty.hearing USING btree (center_id, case_id, starts) WHERE (state = 'scheduled'::text);


--
-- Name: hearing_one_central; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_one_central ON duty.hearing_point USING btree (center_id, hearing_id) WHERE (kind = 'central'::text);


--
-- Name: hearing_one_seat; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX hearing_one_seat ON duty.hearing_point USING btree (center_id, hearing_id) WHERE provider_sits;


--
-- Name: hearing_origin_of_batch; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_origin_of_batch ON duty.hearing_origin USING btree (center_id, batch_id);


--
-- Name: hearing_origin_of_digest; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_origin_of_digest ON duty.hearing_origin USING btree (center_id, digest);


--
-- Name: hearing_origin_of_hearing; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX hearing_origin_of_hearing ON duty.hearing_origin USING btree (center_id, hearing_id);


--
-- Name: import_batch_of_source; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX import_batch_of_source ON duty.import_batch USING btree (center_id, door, source_id, batch_id);


--
-- Name: incoming_once; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX incoming_once ON duty.incoming USING btree (gateway, message_id, kind);


--
-- Name: incoming_recent; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX incoming_recent ON duty.incoming USING btree (center_id, received_at DESC);


--
-- Name: invite_answer_of; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX invite_answer_of ON duty.invite_answer USING btree (center_id, invite_id, answer_id);


--
-- Name: invite_answer_once; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX invite_answer_once ON duty.invite_answer USING btree (center_id, message_hash) WHERE (message_hash IS NOT NULL);


--
-- Name: invite_coming; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX invite_coming ON duty.invite USING btree (center_id, ends_at);


--
-- Name: invite_of_assignment; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX invite_of_assignment ON duty.invite USING btree (center_id, assignment_id) WHERE (assignment_id IS NOT NULL);


--
-- Name: invite_of_hearing; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX invite_of_hearing ON duty.invite USING btree (center_id, hearing_id) WHERE (hearing_id IS NOT NULL);


--
-- Name: ledger_of_duty; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX ledger_of_duty ON duty.ledger_entry USING btree (center_id, assignment_id);


--
-- Name: ledger_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX ledger_of_provider ON duty.ledger_entry USING btree (center_id, provider_id, on_day);


--
-- Name: ledger_opened; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX ledger_opened ON duty.ledger_entry USING btree (center_id, provider_id, month) WHERE (cause = ANY (ARRAY['opening'::text, 'newcomer'::text]));


--
-- Name: link_by_hash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX link_by_hash ON duty.link USING btree (link_hash);


--
-- Name: link_of_notice; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX link_of_notice ON duty.link USING btree (center_id, notice_id);


--
-- Name: list_link_by_hash; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX list_link_by_hash ON duty.list_link USING btree (link_hash);


--
-- Name: list_of_body; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX list_of_body ON duty.list USING btree (center_id, org_id, roster_id);


--
-- Name: notice_answer; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_answer ON duty.notice USING btree (answer_until) WHERE (answer_until IS NOT NULL);


--
-- Name: notice_bundle; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_bundle ON duty.notice USING btree (center_id, person_id, channel) WHERE (bundle AND (state = ANY (ARRAY['queued'::text, 'held'::text])));


--
-- Name: notice_deadline; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_deadline ON duty.notice USING btree (deadline) WHERE (state = ANY (ARRAY['queued'::text, 'held'::text]));


--
-- Name: notice_held; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_held ON duty.notice USING btree (due_at) WHERE (state = 'held'::text);


--
-- Name: notice_leased; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_leased ON duty.notice USING btree (center_id, person_id, channel) WHERE (state = 'leased'::text);


--
-- Name: notice_of_org; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_of_org ON duty.notice USING btree (center_id, org_id) WHERE (org_id IS NOT NULL);


--
-- Name: notice_ready; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_ready ON duty.notice USING btree (channel, priority DESC, deadline, due_at) WHERE (state = 'queued'::text);


--
-- Name: notice_recent; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_recent ON duty.notice USING btree (created_at DESC, notice_id DESC, center_id);


--
-- Name: notice_sent_to; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_sent_to ON duty.notice USING btree (center_id, person_id, channel, sent_at) WHERE (sent_at IS NOT NULL);


--
-- Name: notice_series; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX notice_series ON duty.notice USING btree (center_id, series, notice_id) WHERE ((series IS NOT NULL) AND (state = ANY (ARRAY['queued'::text, 'leased'::text, 'held'::text])));


--
-- Name: proof_of_notice; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX proof_of_notice ON duty.proof USING btree (center_id, notice_id, seq);


--
-- Name: receipt_unproved; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX receipt_unproved ON duty.receipt USING btree (center_id, receipt_id) WHERE (proof_seq IS NULL);


--
-- Name: reminder_coming; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX reminder_coming ON duty.reminder USING btree (center_id, starts_at) WHERE (state <> 'dropped'::text);


--
-- Name: reminder_once; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX reminder_once ON duty.reminder USING btree (center_id, step, provider_id, COALESCE(hearing_id, assignment_id), starts_at);


--
-- Name: reminder_waiting; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX reminder_waiting ON duty.reminder USING btree (center_id, due_at) WHERE (state = 'waiting'::text);


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
-- Name: suppression_open; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX suppression_open ON duty.suppression USING btree (center_id, channel, address) WHERE (ended_at IS NULL);


--
-- Name: swap_back_once; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX swap_back_once ON duty.swap USING btree (center_id, back_id) WHERE (state = ANY (ARRAY['asked'::text, 'taken'::text]));


--
-- Name: swap_due; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX swap_due ON duty.swap USING btree (expires_at) WHERE (state = ANY (ARRAY['asked'::text, 'taken'::text]));


--
-- Name: swap_of_provider; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE INDEX swap_of_provider ON duty.swap USING btree (center_id, provider_id);


--
-- Name: swap_once; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX swap_once ON duty.swap USING btree (center_id, assignment_id) WHERE (state = ANY (ARRAY['asked'::text, 'taken'::text]));


--
-- Name: task_open; Type: INDEX; Schema: duty; Owner: duty_owner
--

CREATE UNIQUE INDEX task_open ON duty.task USING btree (center_id, kind, subject) WHERE (ended_at IS NULL);


--
-- Name: swap done; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE CONSTRAINT TRIGGER done AFTER UPDATE OF state ON duty.swap DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.state = 'approved'::text)) EXECUTE FUNCTION duty.swap_done();


--
-- Name: preference few; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER few AFTER INSERT OR UPDATE ON duty.preference FOR EACH ROW EXECUTE FUNCTION duty.wish_guard();


--
-- Name: absence guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER guard BEFORE UPDATE ON duty.absence FOR EACH ROW EXECUTE FUNCTION duty.absence_guard();


--
-- Name: credential guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OF kind, valid ON duty.credential FOR EACH ROW EXECUTE FUNCTION duty.credential_guard();


--
-- Name: hearing guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER guard BEFORE DELETE OR UPDATE ON duty.hearing FOR EACH ROW EXECUTE FUNCTION duty.hearing_guard();


--
-- Name: org_succession guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER guard BEFORE INSERT ON duty.org_succession FOR EACH ROW EXECUTE FUNCTION duty.org_succession_guard();


--
-- Name: org_unit guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER guard BEFORE UPDATE ON duty.org_unit FOR EACH ROW EXECUTE FUNCTION duty.org_guard();


--
-- Name: swap guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON duty.swap FOR EACH ROW EXECUTE FUNCTION duty.swap_guard();


--
-- Name: shift handed_over; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER handed_over BEFORE INSERT ON duty.shift FOR EACH ROW EXECUTE FUNCTION duty.handover_once();


--
-- Name: assignment_decision immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE ON duty.assignment_decision FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: audit immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.audit FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: handover immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.handover FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: hearing_change immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.hearing_change FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: incoming immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.incoming FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: ledger_entry immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.ledger_entry FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: list immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.list FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: list_receipt immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.list_receipt FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: org_succession immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.org_succession FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: org_unit immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE ON duty.org_unit FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: proof immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.proof FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: roster_version immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.roster_version FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: swap immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE ON duty.swap FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: swap_step immutable; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER immutable BEFORE DELETE OR UPDATE ON duty.swap_step FOR EACH ROW EXECUTE FUNCTION duty.refuse_change();


--
-- Name: hearing_change late; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER late AFTER INSERT ON duty.hearing_change REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION duty.late_hearing_keep();


--
-- Name: assignment_decision no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.assignment_decision FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: audit no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.audit FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: handover no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.handover FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: hearing_change no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.hearing_change FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: incoming no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.incoming FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: ledger_entry no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: list no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.list FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: list_receipt no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.list_receipt FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: org_succession no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.org_succession FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: org_unit no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.org_unit FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: proof no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.proof FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: roster_version no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.roster_version FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: swap no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.swap FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: swap_step no_truncate; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON duty.swap_step FOR EACH STATEMENT EXECUTE FUNCTION duty.refuse_change();


--
-- Name: ledger_entry once; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER once BEFORE INSERT ON duty.ledger_entry FOR EACH ROW EXECUTE FUNCTION duty.ledger_entry_check();


--
-- Name: assignment person; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER person AFTER INSERT OR UPDATE OF shift_id, provider_id, state ON duty.assignment FOR EACH ROW WHEN ((new.state = 'published'::text)) EXECUTE FUNCTION duty.duty_guard_person();


--
-- Name: assignment_decision person; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER person AFTER INSERT ON duty.assignment_decision FOR EACH ROW EXECUTE FUNCTION duty.decision_guard();


--
-- Name: draft_assignment person; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER person AFTER INSERT OR UPDATE OF shift_id, provider_id ON duty.draft_assignment FOR EACH ROW EXECUTE FUNCTION duty.duty_guard_person();


--
-- Name: provider share; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER share AFTER INSERT OR UPDATE OF share ON duty.provider FOR EACH ROW EXECUTE FUNCTION duty.provider_share_keep();


--
-- Name: absence shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown BEFORE INSERT OR UPDATE ON duty.absence FOR EACH ROW EXECUTE FUNCTION duty.feed_absence_shown();


--
-- Name: account shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown AFTER UPDATE OF locked_at ON duty.account FOR EACH ROW WHEN ((old.locked_at IS DISTINCT FROM new.locked_at)) EXECUTE FUNCTION duty.feed_account_locked();


--
-- Name: contact shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown AFTER UPDATE OF verified_at, retired_at ON duty.contact FOR EACH ROW WHEN ((((new.channel)::text = 'sms'::text) AND (old.verified_at IS DISTINCT FROM new.verified_at))) EXECUTE FUNCTION duty.feed_contact_shown();


--
-- Name: duty_post shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown BEFORE UPDATE ON duty.duty_post FOR EACH ROW WHEN (((((((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.place_id IS DISTINCT FROM new.place_id)) OR (old.org_id IS DISTINCT FROM new.org_id)) OR (old.area_id IS DISTINCT FROM new.area_id))) EXECUTE FUNCTION duty.feed_post_shown();


--
-- Name: org_succession shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown AFTER INSERT ON duty.org_succession FOR EACH STATEMENT EXECUTE FUNCTION duty.feed_org_shown();


--
-- Name: org_unit shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown AFTER INSERT OR UPDATE OF valid, area_id, parent_id ON duty.org_unit FOR EACH STATEMENT EXECUTE FUNCTION duty.feed_org_shown();


--
-- Name: person shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown BEFORE UPDATE ON duty.person FOR EACH ROW WHEN (((((old.full_name)::text IS DISTINCT FROM (new.full_name)::text) OR ((old.language)::text IS DISTINCT FROM (new.language)::text)) OR (old.shown_at IS DISTINCT FROM new.shown_at))) EXECUTE FUNCTION duty.feed_person_shown();


--
-- Name: provider shown; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown AFTER UPDATE OF class ON duty.provider FOR EACH ROW WHEN (((old.class = 'collaborator'::text) <> (new.class = 'collaborator'::text))) EXECUTE FUNCTION duty.feed_class_shown();


--
-- Name: assignment shown_insert; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown_insert AFTER INSERT ON duty.assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION duty.feed_shift_shown();


--
-- Name: assignment shown_update; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER shown_update AFTER UPDATE ON duty.assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION duty.feed_shift_shown();


--
-- Name: ledger_entry sum; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER sum AFTER INSERT ON duty.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION duty.ledger_entry_sum();


--
-- Name: assignment supersede; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER supersede AFTER UPDATE OF state ON duty.assignment FOR EACH ROW WHEN (((old.state = 'published'::text) AND (new.state = 'withdrawn'::text))) EXECUTE FUNCTION duty.swap_supersede();


--
-- Name: assignment version_guard; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE TRIGGER version_guard AFTER INSERT OR UPDATE OF state, shift_id, provider_id ON duty.assignment FOR EACH ROW EXECUTE FUNCTION duty.version_guard();


--
-- Name: roster version_kept; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE CONSTRAINT TRIGGER version_kept AFTER INSERT OR UPDATE OF version ON duty.roster DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION duty.version_kept();


--
-- Name: handover whole; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON duty.handover DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION duty.handover_guard();


--
-- Name: shift whole; Type: TRIGGER; Schema: duty; Owner: duty_owner
--

CREATE CONSTRAINT TRIGGER whole AFTER UPDATE OF post_id, role, starts, ends, points ON duty.shift DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION duty.handover_guard();


--
-- Name: absence absence_center_id_asked_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.absence
    ADD CONSTRAINT absence_center_id_asked_by_fkey FOREIGN KEY (center_id, asked_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: absence absence_center_id_decided_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.absence
    ADD CONSTRAINT absence_center_id_decided_by_fkey FOREIGN KEY (center_id, decided_by) REFERENCES duty.account(center_id, account_id);


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
-- Name: api_answer api_answer_center_id_key_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_answer
    ADD CONSTRAINT api_answer_center_id_key_id_fkey FOREIGN KEY (center_id, key_id) REFERENCES duty.api_key(center_id, key_id);


--
-- Name: api_key api_key_center_id_created_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_key
    ADD CONSTRAINT api_key_center_id_created_by_fkey FOREIGN KEY (center_id, created_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: api_key api_key_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_key
    ADD CONSTRAINT api_key_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: api_key api_key_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_key
    ADD CONSTRAINT api_key_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: api_key api_key_center_id_revoked_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.api_key
    ADD CONSTRAINT api_key_center_id_revoked_by_fkey FOREIGN KEY (center_id, revoked_by) REFERENCES duty.account(center_id, account_id);


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
-- Name: assignment_decision assignment_decision_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: assignment_decision assignment_decision_center_id_case_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_center_id_case_id_fkey FOREIGN KEY (center_id, case_id) REFERENCES duty.legal_case(center_id, case_id);


--
-- Name: assignment_decision assignment_decision_center_id_case_id_party_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_center_id_case_id_party_id_fkey FOREIGN KEY (center_id, case_id, party_id) REFERENCES duty.party(center_id, case_id, party_id);


--
-- Name: assignment_decision assignment_decision_center_id_case_id_replaces_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_center_id_case_id_replaces_fkey FOREIGN KEY (center_id, case_id, replaces) REFERENCES duty.assignment_decision(center_id, case_id, decision_id);


--
-- Name: assignment_decision assignment_decision_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.assignment_decision
    ADD CONSTRAINT assignment_decision_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: audit audit_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit
    ADD CONSTRAINT audit_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: audit_check audit_check_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit_check
    ADD CONSTRAINT audit_check_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: audit_head audit_head_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.audit_head
    ADD CONSTRAINT audit_head_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: busy_source busy_source_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_source
    ADD CONSTRAINT busy_source_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: busy_time busy_time_center_id_provider_id_busy_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.busy_time
    ADD CONSTRAINT busy_time_center_id_provider_id_busy_id_fkey FOREIGN KEY (center_id, provider_id, busy_id) REFERENCES duty.busy_source(center_id, provider_id, busy_id) ON DELETE CASCADE;


--
-- Name: calendar_source calendar_source_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_source
    ADD CONSTRAINT calendar_source_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: calendar_source calendar_source_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_source
    ADD CONSTRAINT calendar_source_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id);


--
-- Name: calendar_source calendar_source_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_source
    ADD CONSTRAINT calendar_source_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: calendar_source calendar_source_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.calendar_source
    ADD CONSTRAINT calendar_source_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: captured captured_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.captured
    ADD CONSTRAINT captured_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: legal_case case_earlier_known; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.legal_case
    ADD CONSTRAINT case_earlier_known FOREIGN KEY (center_id, earlier_id) REFERENCES duty.legal_case(center_id, case_id);


--
-- Name: case_officer case_officer_center_id_case_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.case_officer
    ADD CONSTRAINT case_officer_center_id_case_id_fkey FOREIGN KEY (center_id, case_id) REFERENCES duty.legal_case(center_id, case_id);


--
-- Name: center center_code_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center
    ADD CONSTRAINT center_code_fkey FOREIGN KEY (code) REFERENCES duty.province(code);


--
-- Name: center_day center_day_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center_day
    ADD CONSTRAINT center_day_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: center_day center_day_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.center_day
    ADD CONSTRAINT center_day_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


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
-- Name: contact contact_center_id_verified_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact
    ADD CONSTRAINT contact_center_id_verified_by_fkey FOREIGN KEY (center_id, verified_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: contact_code contact_code_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact_code
    ADD CONSTRAINT contact_code_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: contact_code contact_code_center_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.contact_code
    ADD CONSTRAINT contact_code_center_id_contact_id_fkey FOREIGN KEY (center_id, contact_id) REFERENCES duty.contact(center_id, contact_id);


--
-- Name: court_code court_code_center_id_created_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_center_id_created_by_fkey FOREIGN KEY (center_id, created_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: court_code court_code_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: court_code court_code_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: court_code court_code_center_id_revoked_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_code
    ADD CONSTRAINT court_code_center_id_revoked_by_fkey FOREIGN KEY (center_id, revoked_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: court_unknown court_unknown_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_unknown
    ADD CONSTRAINT court_unknown_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: court_unknown court_unknown_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.court_unknown
    ADD CONSTRAINT court_unknown_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: credential credential_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.credential
    ADD CONSTRAINT credential_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: daily_job daily_job_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.daily_job
    ADD CONSTRAINT daily_job_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: demand_date demand_date_center_id_rule_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.demand_date
    ADD CONSTRAINT demand_date_center_id_rule_id_fkey FOREIGN KEY (center_id, rule_id) REFERENCES duty.demand_rule(center_id, rule_id) ON DELETE CASCADE;


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
-- Name: draft_proposal draft_proposal_center_id_made_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_proposal
    ADD CONSTRAINT draft_proposal_center_id_made_by_fkey FOREIGN KEY (center_id, made_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: draft_proposal draft_proposal_center_id_roster_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_proposal
    ADD CONSTRAINT draft_proposal_center_id_roster_id_fkey FOREIGN KEY (center_id, roster_id) REFERENCES duty.roster(center_id, roster_id) ON DELETE CASCADE;


--
-- Name: draft_step draft_step_center_id_made_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_step
    ADD CONSTRAINT draft_step_center_id_made_by_fkey FOREIGN KEY (center_id, made_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: draft_step draft_step_center_id_roster_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.draft_step
    ADD CONSTRAINT draft_step_center_id_roster_id_fkey FOREIGN KEY (center_id, roster_id) REFERENCES duty.roster(center_id, roster_id) ON DELETE CASCADE;


--
-- Name: duty_call duty_call_center_id_assignment_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_call
    ADD CONSTRAINT duty_call_center_id_assignment_id_fkey FOREIGN KEY (center_id, assignment_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: duty_call duty_call_center_id_noted_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.duty_call
    ADD CONSTRAINT duty_call_center_id_noted_by_fkey FOREIGN KEY (center_id, noted_by) REFERENCES duty.account(center_id, account_id);


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
-- Name: feed feed_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: feed feed_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: feed feed_center_id_post_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_post_id_fkey FOREIGN KEY (center_id, post_id) REFERENCES duty.duty_post(center_id, post_id);


--
-- Name: feed feed_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed
    ADD CONSTRAINT feed_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: feed_token feed_token_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed_token
    ADD CONSTRAINT feed_token_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: feed_token feed_token_center_id_feed_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.feed_token
    ADD CONSTRAINT feed_token_center_id_feed_id_fkey FOREIGN KEY (center_id, feed_id) REFERENCES duty.feed(center_id, feed_id);


--
-- Name: handover handover_center_id_rest_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.handover
    ADD CONSTRAINT handover_center_id_rest_id_fkey FOREIGN KEY (center_id, rest_id) REFERENCES duty.shift(center_id, shift_id);


--
-- Name: handover handover_center_id_root_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.handover
    ADD CONSTRAINT handover_center_id_root_id_fkey FOREIGN KEY (center_id, root_id) REFERENCES duty.shift(center_id, shift_id);


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
-- Name: hearing hearing_center_id_follows_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_center_id_follows_id_fkey FOREIGN KEY (center_id, follows_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: hearing_change hearing_change_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_change
    ADD CONSTRAINT hearing_change_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: hearing_confirm hearing_confirm_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_confirm
    ADD CONSTRAINT hearing_confirm_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: hearing_confirm hearing_confirm_center_id_hearing_id_version_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_confirm
    ADD CONSTRAINT hearing_confirm_center_id_hearing_id_version_fkey FOREIGN KEY (center_id, hearing_id, version) REFERENCES duty.hearing_change(center_id, hearing_id, version);


--
-- Name: hearing_confirm hearing_confirm_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_confirm
    ADD CONSTRAINT hearing_confirm_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: hearing_conflict hearing_conflict_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_conflict
    ADD CONSTRAINT hearing_conflict_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: hearing_conflict hearing_conflict_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_conflict
    ADD CONSTRAINT hearing_conflict_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id);


--
-- Name: hearing_conflict hearing_conflict_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_conflict
    ADD CONSTRAINT hearing_conflict_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: hearing_conflict hearing_conflict_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_conflict
    ADD CONSTRAINT hearing_conflict_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: hearing_origin hearing_origin_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_origin
    ADD CONSTRAINT hearing_origin_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id);


--
-- Name: hearing_origin hearing_origin_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_origin
    ADD CONSTRAINT hearing_origin_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: hearing_origin hearing_origin_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_origin
    ADD CONSTRAINT hearing_origin_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: hearing_point hearing_point_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_point
    ADD CONSTRAINT hearing_point_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: hearing_secret hearing_secret_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_secret
    ADD CONSTRAINT hearing_secret_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: hearing_secret hearing_secret_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing_secret
    ADD CONSTRAINT hearing_secret_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: hearing hearing_version; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.hearing
    ADD CONSTRAINT hearing_version FOREIGN KEY (center_id, hearing_id, version) REFERENCES duty.hearing_change(center_id, hearing_id, version) DEFERRABLE INITIALLY DEFERRED;


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
-- Name: import_document import_document_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_document
    ADD CONSTRAINT import_document_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id) ON DELETE CASCADE;


--
-- Name: import_mapping import_mapping_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_mapping
    ADD CONSTRAINT import_mapping_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: import_mapping import_mapping_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_mapping
    ADD CONSTRAINT import_mapping_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


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
-- Name: import_waiting import_waiting_center_id_batch_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.import_waiting
    ADD CONSTRAINT import_waiting_center_id_batch_id_fkey FOREIGN KEY (center_id, batch_id) REFERENCES duty.import_batch(center_id, batch_id) ON DELETE CASCADE;


--
-- Name: incoming incoming_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.incoming
    ADD CONSTRAINT incoming_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: incoming incoming_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.incoming
    ADD CONSTRAINT incoming_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: incoming incoming_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.incoming
    ADD CONSTRAINT incoming_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: invite_answer invite_answer_center_id_invite_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite_answer
    ADD CONSTRAINT invite_answer_center_id_invite_id_fkey FOREIGN KEY (center_id, invite_id) REFERENCES duty.invite(center_id, invite_id);


--
-- Name: invite invite_center_id_assignment_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite
    ADD CONSTRAINT invite_center_id_assignment_id_fkey FOREIGN KEY (center_id, assignment_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: invite invite_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite
    ADD CONSTRAINT invite_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: invite invite_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite
    ADD CONSTRAINT invite_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: invite invite_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.invite
    ADD CONSTRAINT invite_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: late_hearing late_hearing_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.late_hearing
    ADD CONSTRAINT late_hearing_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: ledger_entry ledger_entry_center_id_assignment_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_assignment_id_fkey FOREIGN KEY (center_id, assignment_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: ledger_entry ledger_entry_center_id_made_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_made_by_fkey FOREIGN KEY (center_id, made_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: ledger_entry ledger_entry_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: ledger_entry ledger_entry_center_id_reverses_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_entry
    ADD CONSTRAINT ledger_entry_center_id_reverses_fkey FOREIGN KEY (center_id, reverses) REFERENCES duty.ledger_entry(center_id, entry_id);


--
-- Name: ledger_month ledger_month_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.ledger_month
    ADD CONSTRAINT ledger_month_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


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
-- Name: link link_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.link
    ADD CONSTRAINT link_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: link link_center_id_hearing_id_provider_id_version_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.link
    ADD CONSTRAINT link_center_id_hearing_id_provider_id_version_fkey FOREIGN KEY (center_id, hearing_id, provider_id, version) REFERENCES duty.hearing_confirm(center_id, hearing_id, provider_id, version);


--
-- Name: link link_center_id_notice_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.link
    ADD CONSTRAINT link_center_id_notice_id_fkey FOREIGN KEY (center_id, notice_id) REFERENCES duty.notice(center_id, notice_id);


--
-- Name: list list_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list
    ADD CONSTRAINT list_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: list list_center_id_roster_id_version_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list
    ADD CONSTRAINT list_center_id_roster_id_version_fkey FOREIGN KEY (center_id, roster_id, version) REFERENCES duty.roster_version(center_id, roster_id, version);


--
-- Name: list list_center_id_same_as_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list
    ADD CONSTRAINT list_center_id_same_as_fkey FOREIGN KEY (center_id, same_as) REFERENCES duty.list(center_id, list_id);


--
-- Name: list_link list_link_center_id_list_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list_link
    ADD CONSTRAINT list_link_center_id_list_id_fkey FOREIGN KEY (center_id, list_id) REFERENCES duty.list(center_id, list_id);


--
-- Name: list_receipt list_receipt_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list_receipt
    ADD CONSTRAINT list_receipt_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: list_receipt list_receipt_center_id_list_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.list_receipt
    ADD CONSTRAINT list_receipt_center_id_list_id_fkey FOREIGN KEY (center_id, list_id) REFERENCES duty.list(center_id, list_id);


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
-- Name: notice notice_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: notice notice_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice
    ADD CONSTRAINT notice_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: notice_choice notice_choice_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_choice
    ADD CONSTRAINT notice_choice_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: notice_default notice_default_template_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_default
    ADD CONSTRAINT notice_default_template_fkey FOREIGN KEY (template) REFERENCES duty.notice_kind(key);


--
-- Name: notice_policy notice_policy_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_policy
    ADD CONSTRAINT notice_policy_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: notice_policy notice_policy_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_policy
    ADD CONSTRAINT notice_policy_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: notice_policy notice_policy_template_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.notice_policy
    ADD CONSTRAINT notice_policy_template_fkey FOREIGN KEY (template) REFERENCES duty.notice_kind(key);


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
-- Name: party party_center_id_case_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.party
    ADD CONSTRAINT party_center_id_case_id_fkey FOREIGN KEY (center_id, case_id) REFERENCES duty.legal_case(center_id, case_id);


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
-- Name: proof proof_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.proof
    ADD CONSTRAINT proof_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: proof_head proof_head_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.proof_head
    ADD CONSTRAINT proof_head_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


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
-- Name: provider_conflict provider_conflict_center_id_org_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_conflict
    ADD CONSTRAINT provider_conflict_center_id_org_id_fkey FOREIGN KEY (center_id, org_id) REFERENCES duty.org_unit(center_id, org_id);


--
-- Name: provider_conflict provider_conflict_center_id_post_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_conflict
    ADD CONSTRAINT provider_conflict_center_id_post_id_fkey FOREIGN KEY (center_id, post_id) REFERENCES duty.duty_post(center_id, post_id);


--
-- Name: provider_conflict provider_conflict_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_conflict
    ADD CONSTRAINT provider_conflict_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: provider_share provider_share_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_share
    ADD CONSTRAINT provider_share_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: provider_skill provider_skill_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.provider_skill
    ADD CONSTRAINT provider_skill_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: quiet_hours quiet_hours_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.quiet_hours
    ADD CONSTRAINT quiet_hours_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: receipt receipt_center_id_notice_id_n_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.receipt
    ADD CONSTRAINT receipt_center_id_notice_id_n_fkey FOREIGN KEY (center_id, notice_id, n) REFERENCES duty.notice_attempt(center_id, notice_id, n);


--
-- Name: reminder reminder_center_id_assignment_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.reminder
    ADD CONSTRAINT reminder_center_id_assignment_id_fkey FOREIGN KEY (center_id, assignment_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: reminder reminder_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.reminder
    ADD CONSTRAINT reminder_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: reminder reminder_center_id_hearing_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.reminder
    ADD CONSTRAINT reminder_center_id_hearing_id_fkey FOREIGN KEY (center_id, hearing_id) REFERENCES duty.hearing(center_id, hearing_id);


--
-- Name: reminder reminder_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.reminder
    ADD CONSTRAINT reminder_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


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
-- Name: session session_center_id_code_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.session
    ADD CONSTRAINT session_center_id_code_id_fkey FOREIGN KEY (center_id, code_id) REFERENCES duty.court_code(center_id, code_id);


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
-- Name: suppression suppression_center_id_ended_by_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.suppression
    ADD CONSTRAINT suppression_center_id_ended_by_fkey FOREIGN KEY (center_id, ended_by) REFERENCES duty.account(center_id, account_id);


--
-- Name: suppression suppression_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.suppression
    ADD CONSTRAINT suppression_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: suppression suppression_center_id_notice_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.suppression
    ADD CONSTRAINT suppression_center_id_notice_id_fkey FOREIGN KEY (center_id, notice_id) REFERENCES duty.notice(center_id, notice_id);


--
-- Name: swap swap_center_id_assignment_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_center_id_assignment_id_fkey FOREIGN KEY (center_id, assignment_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: swap swap_center_id_back_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_center_id_back_id_fkey FOREIGN KEY (center_id, back_id) REFERENCES duty.assignment(center_id, assignment_id);


--
-- Name: swap swap_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: swap swap_center_id_provider_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_center_id_provider_id_fkey FOREIGN KEY (center_id, provider_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: swap swap_center_id_taker_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_center_id_taker_id_fkey FOREIGN KEY (center_id, taker_id) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: swap swap_center_id_to_provider_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap
    ADD CONSTRAINT swap_center_id_to_provider_fkey FOREIGN KEY (center_id, to_provider) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: swap_step swap_step_center_id_behalf_of_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap_step
    ADD CONSTRAINT swap_step_center_id_behalf_of_fkey FOREIGN KEY (center_id, behalf_of) REFERENCES duty.provider(center_id, provider_id);


--
-- Name: swap_step swap_step_center_id_swap_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.swap_step
    ADD CONSTRAINT swap_step_center_id_swap_id_fkey FOREIGN KEY (center_id, swap_id) REFERENCES duty.swap(center_id, swap_id);


--
-- Name: task task_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.task
    ADD CONSTRAINT task_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: task task_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.task
    ADD CONSTRAINT task_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: task task_center_id_notice_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.task
    ADD CONSTRAINT task_center_id_notice_id_fkey FOREIGN KEY (center_id, notice_id) REFERENCES duty.notice(center_id, notice_id);


--
-- Name: task task_center_id_person_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.task
    ADD CONSTRAINT task_center_id_person_id_fkey FOREIGN KEY (center_id, person_id) REFERENCES duty.person(center_id, person_id);


--
-- Name: template_registered template_registered_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_registered
    ADD CONSTRAINT template_registered_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: template_registered template_registered_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_registered
    ADD CONSTRAINT template_registered_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: template_registered template_registered_key_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_registered
    ADD CONSTRAINT template_registered_key_fkey FOREIGN KEY (key) REFERENCES duty.notice_kind(key);


--
-- Name: template_version template_version_center_id_account_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_version
    ADD CONSTRAINT template_version_center_id_account_id_fkey FOREIGN KEY (center_id, account_id) REFERENCES duty.account(center_id, account_id);


--
-- Name: template_version template_version_center_id_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_version
    ADD CONSTRAINT template_version_center_id_fkey FOREIGN KEY (center_id) REFERENCES duty.center(center_id);


--
-- Name: template_version template_version_key_fkey; Type: FK CONSTRAINT; Schema: duty; Owner: duty_owner
--

ALTER TABLE ONLY duty.template_version
    ADD CONSTRAINT template_version_key_fkey FOREIGN KEY (key) REFERENCES duty.notice_kind(key);


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
-- Name: api_answer; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.api_answer ENABLE ROW LEVEL SECURITY;

--
-- Name: api_key; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.api_key ENABLE ROW LEVEL SECURITY;

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
-- Name: assignment_decision; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.assignment_decision ENABLE ROW LEVEL SECURITY;

--
-- Name: audit; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.audit ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_check; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.audit_check ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_head; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.audit_head ENABLE ROW LEVEL SECURITY;

--
-- Name: busy_source; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.busy_source ENABLE ROW LEVEL SECURITY;

--
-- Name: busy_time; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.busy_time ENABLE ROW LEVEL SECURITY;

--
-- Name: calendar_source; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.calendar_source ENABLE ROW LEVEL SECURITY;

--
-- Name: captured; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.captured ENABLE ROW LEVEL SECURITY;

--
-- Name: case_officer; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.case_officer ENABLE ROW LEVEL SECURITY;

--
-- Name: center_day; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.center_day ENABLE ROW LEVEL SECURITY;

--
-- Name: commitment; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.commitment ENABLE ROW LEVEL SECURITY;

--
-- Name: contact; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.contact ENABLE ROW LEVEL SECURITY;

--
-- Name: contact_code; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.contact_code ENABLE ROW LEVEL SECURITY;

--
-- Name: court_code; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.court_code ENABLE ROW LEVEL SECURITY;

--
-- Name: court_unknown; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.court_unknown ENABLE ROW LEVEL SECURITY;

--
-- Name: credential; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.credential ENABLE ROW LEVEL SECURITY;

--
-- Name: daily_job; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.daily_job ENABLE ROW LEVEL SECURITY;

--
-- Name: demand_date; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.demand_date ENABLE ROW LEVEL SECURITY;

--
-- Name: demand_rule; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.demand_rule ENABLE ROW LEVEL SECURITY;

--
-- Name: draft_assignment; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.draft_assignment ENABLE ROW LEVEL SECURITY;

--
-- Name: draft_proposal; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.draft_proposal ENABLE ROW LEVEL SECURITY;

--
-- Name: draft_step; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.draft_step ENABLE ROW LEVEL SECURITY;

--
-- Name: duty_call; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.duty_call ENABLE ROW LEVEL SECURITY;

--
-- Name: duty_post; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.duty_post ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_secret entitled; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY entitled ON duty.hearing_secret AS RESTRICTIVE TO duty_app USING (
CASE ( SELECT duty.current_actor() AS current_actor)
    WHEN 'provider'::text THEN (hearing_id IN ( SELECT a.hearing_id
       FROM duty.appearance a
      WHERE ((a.provider_id = ( SELECT duty.current_provider() AS current_provider)) AND (a.state <> 'released'::text))))
    WHEN 'clerk'::text THEN (hearing_id IN ( SELECT h.hearing_id
       FROM duty.hearing h))
    ELSE (( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'administrator'::text]))
END);


--
-- Name: absence every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.absence TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: account every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.account TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: api_answer every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.api_answer TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: api_key every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.api_key TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


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
-- Name: assignment_decision every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.assignment_decision TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: audit every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.audit TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: audit_check every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.audit_check TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: audit_head every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.audit_head TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: busy_source every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.busy_source TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: busy_time every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.busy_time TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: calendar_source every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.calendar_source TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: captured every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.captured TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: case_officer every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.case_officer TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: center_day every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.center_day TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: commitment every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.commitment TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: contact every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.contact TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: contact_code every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.contact_code TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: court_code every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.court_code TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: court_unknown every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.court_unknown TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: credential every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.credential TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: daily_job every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.daily_job TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: demand_date every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.demand_date TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: demand_rule every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.demand_rule TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: draft_assignment every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.draft_assignment TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: draft_proposal every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.draft_proposal TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: draft_step every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.draft_step TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: duty_call every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.duty_call TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: duty_post every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.duty_post TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: feed every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.feed TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: feed_token every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.feed_token TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: handover every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.handover TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_change every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_change TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_confirm every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_confirm TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_conflict every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_conflict TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_origin every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_origin TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_point every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_point TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: hearing_secret every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.hearing_secret TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_batch every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_batch TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_document every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_document TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_mapping every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_mapping TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_row every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_row TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: import_waiting every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.import_waiting TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: incoming every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.incoming TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: invite every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.invite TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: invite_answer every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.invite_answer TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: late_hearing every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.late_hearing TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: ledger_entry every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.ledger_entry TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: ledger_month every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.ledger_month TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: legal_case every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.legal_case TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: link every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.link TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: list every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.list TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: list_link every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.list_link TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: list_receipt every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.list_receipt TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: notice every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.notice TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: notice_attempt every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.notice_attempt TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: notice_choice every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.notice_choice TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: notice_policy every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.notice_policy TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


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
-- Name: party every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.party TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


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
-- Name: proof every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.proof TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: proof_head every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.proof_head TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: provider every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.provider TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: provider_conflict every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.provider_conflict TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: provider_share every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.provider_share TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: provider_skill every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.provider_skill TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: quiet_hours every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.quiet_hours TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: receipt every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.receipt TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: reminder every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.reminder TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


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
-- Name: suppression every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.suppression TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: swap every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.swap TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: swap_step every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.swap_step TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: task every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.task TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: template_registered every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.template_registered TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


--
-- Name: template_version every_center; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center ON duty.template_version TO duty_owner, duty_jobs, duty_guard USING (true) WITH CHECK (true);


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
-- Name: api_answer every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.api_answer FOR SELECT TO duty_ops USING (true);


--
-- Name: api_key every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.api_key FOR SELECT TO duty_ops USING (true);


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
-- Name: assignment_decision every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.assignment_decision FOR SELECT TO duty_ops USING (true);


--
-- Name: audit every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.audit FOR SELECT TO duty_ops USING (true);


--
-- Name: audit_check every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.audit_check FOR SELECT TO duty_ops USING (true);


--
-- Name: audit_head every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.audit_head FOR SELECT TO duty_ops USING (true);


--
-- Name: busy_source every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.busy_source FOR SELECT TO duty_ops USING (true);


--
-- Name: busy_time every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.busy_time FOR SELECT TO duty_ops USING (true);


--
-- Name: calendar_source every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.calendar_source FOR SELECT TO duty_ops USING (true);


--
-- Name: captured every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.captured FOR SELECT TO duty_ops USING (true);


--
-- Name: case_officer every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.case_officer FOR SELECT TO duty_ops USING (true);


--
-- Name: center_day every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.center_day FOR SELECT TO duty_ops USING (true);


--
-- Name: commitment every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.commitment FOR SELECT TO duty_ops USING (true);


--
-- Name: contact every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.contact FOR SELECT TO duty_ops USING (true);


--
-- Name: contact_code every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.contact_code FOR SELECT TO duty_ops USING (true);


--
-- Name: court_code every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.court_code FOR SELECT TO duty_ops USING (true);


--
-- Name: court_unknown every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.court_unknown FOR SELECT TO duty_ops USING (true);


--
-- Name: credential every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.credential FOR SELECT TO duty_ops USING (true);


--
-- Name: daily_job every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.daily_job FOR SELECT TO duty_ops USING (true);


--
-- Name: demand_date every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.demand_date FOR SELECT TO duty_ops USING (true);


--
-- Name: demand_rule every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.demand_rule FOR SELECT TO duty_ops USING (true);


--
-- Name: draft_assignment every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.draft_assignment FOR SELECT TO duty_ops USING (true);


--
-- Name: draft_proposal every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.draft_proposal FOR SELECT TO duty_ops USING (true);


--
-- Name: draft_step every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.draft_step FOR SELECT TO duty_ops USING (true);


--
-- Name: duty_call every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.duty_call FOR SELECT TO duty_ops USING (true);


--
-- Name: duty_post every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.duty_post FOR SELECT TO duty_ops USING (true);


--
-- Name: feed every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.feed FOR SELECT TO duty_ops USING (true);


--
-- Name: feed_token every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.feed_token FOR SELECT TO duty_ops USING (true);


--
-- Name: handover every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.handover FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_change every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_change FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_confirm every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_confirm FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_conflict every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_conflict FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_origin every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_origin FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_point every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_point FOR SELECT TO duty_ops USING (true);


--
-- Name: hearing_secret every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.hearing_secret FOR SELECT TO duty_ops USING (true);


--
-- Name: import_batch every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_batch FOR SELECT TO duty_ops USING (true);


--
-- Name: import_document every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_document FOR SELECT TO duty_ops USING (true);


--
-- Name: import_mapping every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_mapping FOR SELECT TO duty_ops USING (true);


--
-- Name: import_row every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_row FOR SELECT TO duty_ops USING (true);


--
-- Name: import_waiting every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.import_waiting FOR SELECT TO duty_ops USING (true);


--
-- Name: incoming every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.incoming FOR SELECT TO duty_ops USING (true);


--
-- Name: invite every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.invite FOR SELECT TO duty_ops USING (true);


--
-- Name: invite_answer every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.invite_answer FOR SELECT TO duty_ops USING (true);


--
-- Name: late_hearing every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.late_hearing FOR SELECT TO duty_ops USING (true);


--
-- Name: ledger_entry every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.ledger_entry FOR SELECT TO duty_ops USING (true);


--
-- Name: ledger_month every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.ledger_month FOR SELECT TO duty_ops USING (true);


--
-- Name: legal_case every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.legal_case FOR SELECT TO duty_ops USING (true);


--
-- Name: link every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.link FOR SELECT TO duty_ops USING (true);


--
-- Name: list every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.list FOR SELECT TO duty_ops USING (true);


--
-- Name: list_link every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.list_link FOR SELECT TO duty_ops USING (true);


--
-- Name: list_receipt every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.list_receipt FOR SELECT TO duty_ops USING (true);


--
-- Name: notice every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.notice FOR SELECT TO duty_ops USING (true);


--
-- Name: notice_attempt every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.notice_attempt FOR SELECT TO duty_ops USING (true);


--
-- Name: notice_choice every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.notice_choice FOR SELECT TO duty_ops USING (true);


--
-- Name: notice_policy every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.notice_policy FOR SELECT TO duty_ops USING (true);


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
-- Name: party every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.party FOR SELECT TO duty_ops USING (true);


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
-- Name: proof every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.proof FOR SELECT TO duty_ops USING (true);


--
-- Name: proof_head every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.proof_head FOR SELECT TO duty_ops USING (true);


--
-- Name: provider every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.provider FOR SELECT TO duty_ops USING (true);


--
-- Name: provider_conflict every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.provider_conflict FOR SELECT TO duty_ops USING (true);


--
-- Name: provider_share every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.provider_share FOR SELECT TO duty_ops USING (true);


--
-- Name: provider_skill every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.provider_skill FOR SELECT TO duty_ops USING (true);


--
-- Name: quiet_hours every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.quiet_hours FOR SELECT TO duty_ops USING (true);


--
-- Name: receipt every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.receipt FOR SELECT TO duty_ops USING (true);


--
-- Name: reminder every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.reminder FOR SELECT TO duty_ops USING (true);


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
-- Name: suppression every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.suppression FOR SELECT TO duty_ops USING (true);


--
-- Name: swap every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.swap FOR SELECT TO duty_ops USING (true);


--
-- Name: swap_step every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.swap_step FOR SELECT TO duty_ops USING (true);


--
-- Name: task every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.task FOR SELECT TO duty_ops USING (true);


--
-- Name: template_registered every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.template_registered FOR SELECT TO duty_ops USING (true);


--
-- Name: template_version every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.template_version FOR SELECT TO duty_ops USING (true);


--
-- Name: travel every_center_read; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY every_center_read ON duty.travel FOR SELECT TO duty_ops USING (true);


--
-- Name: feed; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.feed ENABLE ROW LEVEL SECURITY;

--
-- Name: feed_token; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.feed_token ENABLE ROW LEVEL SECURITY;

--
-- Name: handover; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.handover ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_change; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_change ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_confirm; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_confirm ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_conflict; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_conflict ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_origin; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_origin ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_point; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_point ENABLE ROW LEVEL SECURITY;

--
-- Name: hearing_secret; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.hearing_secret ENABLE ROW LEVEL SECURITY;

--
-- Name: import_batch; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_batch ENABLE ROW LEVEL SECURITY;

--
-- Name: import_document; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_document ENABLE ROW LEVEL SECURITY;

--
-- Name: import_mapping; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_mapping ENABLE ROW LEVEL SECURITY;

--
-- Name: import_row; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_row ENABLE ROW LEVEL SECURITY;

--
-- Name: import_waiting; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.import_waiting ENABLE ROW LEVEL SECURITY;

--
-- Name: incoming; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.incoming ENABLE ROW LEVEL SECURITY;

--
-- Name: invite; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.invite ENABLE ROW LEVEL SECURITY;

--
-- Name: invite_answer; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.invite_answer ENABLE ROW LEVEL SECURITY;

--
-- Name: late_hearing; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.late_hearing ENABLE ROW LEVEL SECURITY;

--
-- Name: calendar_source leaders; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY leaders ON duty.calendar_source AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])));


--
-- Name: case_officer leaders; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY leaders ON duty.case_officer AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])));


--
-- Name: party leaders; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY leaders ON duty.party AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])));


--
-- Name: ledger_entry; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.ledger_entry ENABLE ROW LEVEL SECURITY;

--
-- Name: ledger_month; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.ledger_month ENABLE ROW LEVEL SECURITY;

--
-- Name: legal_case; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.legal_case ENABLE ROW LEVEL SECURITY;

--
-- Name: link; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.link ENABLE ROW LEVEL SECURITY;

--
-- Name: list; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.list ENABLE ROW LEVEL SECURITY;

--
-- Name: list_link; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.list_link ENABLE ROW LEVEL SECURITY;

--
-- Name: list_receipt; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.list_receipt ENABLE ROW LEVEL SECURITY;

--
-- Name: captured not_clerk; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_clerk ON duty.captured AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text));


--
-- Name: absence not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.absence AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: appearance not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.appearance AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: assignment_decision not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.assignment_decision AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: audit not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.audit AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: audit_head not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.audit_head AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: calendar_source not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.calendar_source AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: captured not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.captured AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: case_officer not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.case_officer AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: commitment not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.commitment AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: court_unknown not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.court_unknown AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: credential not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.credential AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: draft_assignment not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.draft_assignment AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: draft_proposal not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.draft_proposal AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: draft_step not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.draft_step AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: duty_call not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.duty_call AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_change not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_change AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_confirm not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_confirm AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_conflict not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_conflict AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_origin not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_origin AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_point not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_point AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: hearing_secret not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.hearing_secret AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_batch not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_batch AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_document not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_document AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_mapping not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_mapping AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_row not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_row AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: import_waiting not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.import_waiting AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: incoming not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.incoming AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: invite not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.invite AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: invite_answer not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.invite_answer AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: late_hearing not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.late_hearing AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: ledger_entry not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.ledger_entry AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: ledger_month not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.ledger_month AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: legal_case not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.legal_case AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: link not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.link AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: notice not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.notice AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: notice_attempt not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.notice_attempt AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: party not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.party AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: preference not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.preference AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: proof not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.proof AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: proof_head not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.proof_head AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: provider_conflict not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.provider_conflict AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: provider_share not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.provider_share AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: receipt not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.receipt AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: roster_version not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.roster_version AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: suppression not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.suppression AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: swap not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.swap AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: swap_step not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.swap_step AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: task not_police; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY not_police ON duty.task AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) <> 'police'::text));


--
-- Name: notice; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice ENABLE ROW LEVEL SECURITY;

--
-- Name: notice_attempt; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice_attempt ENABLE ROW LEVEL SECURITY;

--
-- Name: notice_choice; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice_choice ENABLE ROW LEVEL SECURITY;

--
-- Name: notice_policy; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.notice_policy ENABLE ROW LEVEL SECURITY;

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
-- Name: feed_token own_address; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_address ON duty.feed_token AS RESTRICTIVE TO duty_app USING ((feed_id IN ( SELECT f.feed_id
   FROM duty.feed f
  WHERE
        CASE ( SELECT duty.current_actor() AS current_actor)
            WHEN 'provider'::text THEN (f.provider_id = ( SELECT duty.current_provider() AS current_provider))
            WHEN 'clerk'::text THEN (f.org_id IN ( SELECT duty.current_orgs() AS current_orgs))
            WHEN 'police'::text THEN (f.org_id IN ( SELECT duty.current_orgs() AS current_orgs))
            ELSE ((f.kind <> 'provider'::text) OR (f.provider_id = ( SELECT duty.current_provider() AS current_provider)))
        END)));


--
-- Name: api_answer own_answer; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_answer ON duty.api_answer AS RESTRICTIVE TO duty_app USING ((key_id = ((( SELECT duty.current_token() AS current_token) ->> 'key'::text))::bigint));


--
-- Name: list own_body; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_body ON duty.list AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['clerk'::text, 'police'::text])) OR (org_id = ( SELECT duty.current_org() AS current_org))));


--
-- Name: list_receipt own_body; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_body ON duty.list_receipt AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['clerk'::text, 'police'::text])) OR (list_id IN ( SELECT list.list_id
   FROM duty.list))));


--
-- Name: busy_source own_busy; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_busy ON duty.busy_source AS RESTRICTIVE TO duty_app USING ((provider_id = ( SELECT duty.current_provider() AS current_provider)));


--
-- Name: busy_time own_busy; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_busy ON duty.busy_time AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: duty_call own_calls; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_calls ON duty.duty_call AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (assignment_id IN ( SELECT assignment.assignment_id
   FROM duty.assignment
  WHERE (assignment.provider_id = ( SELECT duty.current_provider() AS current_provider))))));


--
-- Name: legal_case own_case; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_case ON duty.legal_case AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (case_id IN ( SELECT duty.own_cases() AS own_cases))));


--
-- Name: court_code own_code; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_code ON duty.court_code AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])) OR (code_id = ((( SELECT duty.current_token() AS current_token) ->> 'code'::text))::bigint)));


--
-- Name: appearance own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.appearance AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (EXISTS ( SELECT
   FROM duty.hearing h
  WHERE ((h.center_id = appearance.center_id) AND (h.hearing_id = appearance.hearing_id))))));


--
-- Name: commitment own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.commitment AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR ((kind = 'hearing'::text) AND (EXISTS ( SELECT
   FROM duty.hearing h
  WHERE ((h.center_id = commitment.center_id) AND (h.hearing_id = commitment.ref_id)))))));


--
-- Name: hearing own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.hearing AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (EXISTS ( SELECT
   FROM duty.legal_case l
  WHERE ((l.center_id = hearing.center_id) AND (l.case_id = hearing.case_id))))));


--
-- Name: hearing_conflict own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.hearing_conflict AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (hearing_id IN ( SELECT hearing.hearing_id
   FROM duty.hearing))));


--
-- Name: hearing_origin own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.hearing_origin AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (hearing_id IN ( SELECT hearing.hearing_id
   FROM duty.hearing))));


--
-- Name: import_batch own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_batch AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (court_id IN ( SELECT duty.current_orgs() AS current_orgs))));


--
-- Name: import_document own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_document AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (batch_id IN ( SELECT import_batch.batch_id
   FROM duty.import_batch))));


--
-- Name: import_mapping own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_mapping AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (court_id IN ( SELECT duty.current_orgs() AS current_orgs))));


--
-- Name: import_row own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_row AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (batch_id IN ( SELECT import_batch.batch_id
   FROM duty.import_batch))));


--
-- Name: import_waiting own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.import_waiting AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (batch_id IN ( SELECT import_batch.batch_id
   FROM duty.import_batch))));


--
-- Name: legal_case own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.legal_case AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (court_id IN ( SELECT duty.current_orgs() AS current_orgs))));


--
-- Name: notice own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.notice AS RESTRICTIVE FOR SELECT TO duty_app USING (
CASE
    WHEN (( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) THEN true
    WHEN (org_id IS NOT NULL) THEN (org_id IN ( SELECT duty.current_orgs() AS current_orgs))
    WHEN (dedupe_key ~ '^hearing:\d+:'::text) THEN (EXISTS ( SELECT
       FROM duty.hearing h
      WHERE ((h.center_id = notice.center_id) AND (h.hearing_id = (split_part(notice.dedupe_key, ':'::text, 2))::bigint))))
    ELSE false
END);


--
-- Name: notice_attempt own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.notice_attempt AS RESTRICTIVE FOR SELECT TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (EXISTS ( SELECT
   FROM duty.notice n
  WHERE ((n.center_id = notice_attempt.center_id) AND (n.notice_id = notice_attempt.notice_id))))));


--
-- Name: receipt own_court; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_court ON duty.receipt AS RESTRICTIVE FOR SELECT TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'clerk'::text) OR (EXISTS ( SELECT
   FROM duty.notice n
  WHERE ((n.center_id = receipt.center_id) AND (n.notice_id = receipt.notice_id))))));


--
-- Name: assignment_decision own_decision; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_decision ON duty.assignment_decision AS RESTRICTIVE TO duty_app USING (
CASE ( SELECT duty.current_actor() AS current_actor)
    WHEN 'provider'::text THEN (provider_id = ( SELECT duty.current_provider() AS current_provider))
    WHEN 'clerk'::text THEN (case_id IN ( SELECT legal_case.case_id
       FROM duty.legal_case))
    ELSE true
END);


--
-- Name: absence own_delete; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_delete ON duty.absence AS RESTRICTIVE FOR DELETE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR ((provider_id = ( SELECT duty.current_provider() AS current_provider)) AND (state = 'asked'::text))));


--
-- Name: preference own_delete; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_delete ON duty.preference AS RESTRICTIVE FOR DELETE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: hearing own_hearing; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_hearing ON duty.hearing AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (hearing_id IN ( SELECT duty.own_hearings() AS own_hearings))));


--
-- Name: hearing_change own_hearing; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_hearing ON duty.hearing_change AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['clerk'::text, 'provider'::text])) OR (EXISTS ( SELECT
   FROM duty.hearing h
  WHERE ((h.center_id = hearing_change.center_id) AND (h.hearing_id = hearing_change.hearing_id))))));


--
-- Name: hearing_confirm own_hearing; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_hearing ON duty.hearing_confirm AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['clerk'::text, 'provider'::text])) OR (EXISTS ( SELECT
   FROM duty.hearing h
  WHERE ((h.center_id = hearing_confirm.center_id) AND (h.hearing_id = hearing_confirm.hearing_id))))));


--
-- Name: hearing_point own_hearing; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_hearing ON duty.hearing_point AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['clerk'::text, 'provider'::text])) OR (EXISTS ( SELECT
   FROM duty.hearing h
  WHERE ((h.center_id = hearing_point.center_id) AND (h.hearing_id = hearing_point.hearing_id))))));


--
-- Name: late_hearing own_hearing; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_hearing ON duty.late_hearing AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['clerk'::text, 'provider'::text])) OR (EXISTS ( SELECT
   FROM duty.hearing h
  WHERE ((h.center_id = late_hearing.center_id) AND (h.hearing_id = late_hearing.hearing_id))))));


--
-- Name: absence own_insert; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_insert ON duty.absence AS RESTRICTIVE FOR INSERT TO duty_app WITH CHECK (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR ((provider_id = ( SELECT duty.current_provider() AS current_provider)) AND (state = ANY (ARRAY['asked'::text, 'withdrawn'::text])))));


--
-- Name: preference own_insert; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_insert ON duty.preference AS RESTRICTIVE FOR INSERT TO duty_app WITH CHECK (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: invite own_invite; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_invite ON duty.invite AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: invite_answer own_invite; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_invite ON duty.invite_answer AS RESTRICTIVE TO duty_app USING ((invite_id IN ( SELECT invite.invite_id
   FROM duty.invite)));


--
-- Name: api_key own_key; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_key ON duty.api_key AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])) OR (key_id = ((( SELECT duty.current_token() AS current_token) ->> 'key'::text))::bigint)));


--
-- Name: ledger_entry own_points; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_points ON duty.ledger_entry AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: ledger_month own_points; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_points ON duty.ledger_month AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: preference own_select; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_select ON duty.preference AS RESTRICTIVE FOR SELECT TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: provider_share own_share; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_share ON duty.provider_share AS RESTRICTIVE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> ALL (ARRAY['provider'::text, 'clerk'::text])) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: absence own_update; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_update ON duty.absence AS RESTRICTIVE FOR UPDATE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR ((provider_id = ( SELECT duty.current_provider() AS current_provider)) AND (state = 'asked'::text)))) WITH CHECK (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR ((provider_id = ( SELECT duty.current_provider() AS current_provider)) AND (state = ANY (ARRAY['asked'::text, 'withdrawn'::text])))));


--
-- Name: preference own_update; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY own_update ON duty.preference AS RESTRICTIVE FOR UPDATE TO duty_app USING (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (provider_id = ( SELECT duty.current_provider() AS current_provider)))) WITH CHECK (((( SELECT duty.current_actor() AS current_actor) <> 'provider'::text) OR (provider_id = ( SELECT duty.current_provider() AS current_provider))));


--
-- Name: party; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.party ENABLE ROW LEVEL SECURITY;

--
-- Name: person; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.person ENABLE ROW LEVEL SECURITY;

--
-- Name: place; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.place ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_conflict planners; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY planners ON duty.provider_conflict AS RESTRICTIVE TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'administrator'::text])));


--
-- Name: preference; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.preference ENABLE ROW LEVEL SECURITY;

--
-- Name: proof; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.proof ENABLE ROW LEVEL SECURITY;

--
-- Name: proof_head; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.proof_head ENABLE ROW LEVEL SECURITY;

--
-- Name: provider; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_conflict; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider_conflict ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_share; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider_share ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_skill; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.provider_skill ENABLE ROW LEVEL SECURITY;

--
-- Name: quiet_hours; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.quiet_hours ENABLE ROW LEVEL SECURITY;

--
-- Name: receipt; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.receipt ENABLE ROW LEVEL SECURITY;

--
-- Name: reminder; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.reminder ENABLE ROW LEVEL SECURITY;

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
-- Name: suppression; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.suppression ENABLE ROW LEVEL SECURITY;

--
-- Name: swap; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.swap ENABLE ROW LEVEL SECURITY;

--
-- Name: swap_step; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.swap_step ENABLE ROW LEVEL SECURITY;

--
-- Name: task; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.task ENABLE ROW LEVEL SECURITY;

--
-- Name: template_registered; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.template_registered ENABLE ROW LEVEL SECURITY;

--
-- Name: template_version; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.template_version ENABLE ROW LEVEL SECURITY;

--
-- Name: absence tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.absence TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: account tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.account TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: api_answer tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.api_answer TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: api_key tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.api_key TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


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
-- Name: assignment_decision tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.assignment_decision TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: audit tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.audit TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: audit_check tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.audit_check TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: audit_head tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.audit_head TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: busy_source tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.busy_source TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: busy_time tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.busy_time TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: calendar_source tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.calendar_source TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: captured tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.captured TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: case_officer tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.case_officer TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: center_day tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.center_day TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: commitment tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.commitment TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: contact tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.contact TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: contact_code tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.contact_code TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: court_code tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.court_code TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: court_unknown tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.court_unknown TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: credential tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.credential TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: daily_job tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.daily_job TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: demand_date tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.demand_date TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: demand_rule tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.demand_rule TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: draft_assignment tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.draft_assignment TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: draft_proposal tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.draft_proposal TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: draft_step tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.draft_step TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: duty_call tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.duty_call TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: duty_post tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.duty_post TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: feed tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.feed TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: feed_token tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.feed_token TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: handover tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.handover TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_change tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_change TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_confirm tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_confirm TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_conflict tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_conflict TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_origin tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_origin TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_point tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_point TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: hearing_secret tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.hearing_secret TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_batch tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_batch TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_document tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_document TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_mapping tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_mapping TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_row tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_row TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: import_waiting tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.import_waiting TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: incoming tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.incoming TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: invite tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.invite TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: invite_answer tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.invite_answer TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: late_hearing tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.late_hearing TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: ledger_entry tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.ledger_entry TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: ledger_month tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.ledger_month TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: legal_case tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.legal_case TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: link tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.link TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: list tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.list TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: list_link tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.list_link TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: list_receipt tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.list_receipt TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: notice tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.notice TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: notice_attempt tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.notice_attempt TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: notice_choice tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.notice_choice TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: notice_policy tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.notice_policy TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


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
-- Name: party tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.party TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


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
-- Name: proof tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.proof TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: proof_head tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.proof_head TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: provider tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.provider TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: provider_conflict tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.provider_conflict TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: provider_share tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.provider_share TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: provider_skill tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.provider_skill TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: quiet_hours tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.quiet_hours TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: receipt tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.receipt TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: reminder tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.reminder TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


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
-- Name: suppression tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.suppression TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: swap tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.swap TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: swap_step tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.swap_step TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: task tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.task TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: template_registered tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.template_registered TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: template_version tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.template_version TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: travel tenant; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY tenant ON duty.travel TO duty_app USING ((center_id = ( SELECT duty.current_center() AS current_center))) WITH CHECK ((center_id = ( SELECT duty.current_center() AS current_center)));


--
-- Name: travel; Type: ROW SECURITY; Schema: duty; Owner: duty_owner
--

ALTER TABLE duty.travel ENABLE ROW LEVEL SECURITY;

--
-- Name: incoming who_plans; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY who_plans ON duty.incoming AS RESTRICTIVE FOR SELECT TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])));


--
-- Name: link who_plans; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY who_plans ON duty.link AS RESTRICTIVE FOR SELECT TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])));


--
-- Name: task who_plans; Type: POLICY; Schema: duty; Owner: duty_owner
--

CREATE POLICY who_plans ON duty.task AS RESTRICTIVE FOR SELECT TO duty_app USING ((( SELECT duty.current_actor() AS current_actor) = ANY (ARRAY['coordinator'::text, 'director'::text, 'administrator'::text])));


--
-- Name: SCHEMA duty; Type: ACL; Schema: -; Owner: duty_owner
--

GRANT USAGE ON SCHEMA duty TO duty_app;
GRANT USAGE ON SCHEMA duty TO duty_jobs;
GRANT USAGE ON SCHEMA duty TO duty_ops;
GRANT ALL ON SCHEMA duty TO duty_guard;


--
-- Name: TABLE shift; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.shift TO duty_app;
GRANT SELECT ON TABLE duty.shift TO duty_jobs;
GRANT SELECT ON TABLE duty.shift TO duty_guard;
GRANT SELECT ON TABLE duty.shift TO duty_ops;


--
-- Name: TABLE audit; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.audit TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.audit TO duty_guard;
GRANT SELECT ON TABLE duty.audit TO duty_ops;


--
-- Name: TABLE center_day; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.center_day TO duty_app;
GRANT SELECT ON TABLE duty.center_day TO duty_guard;


--
-- Name: TABLE assignment_decision; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.assignment_decision TO duty_app;
GRANT SELECT ON TABLE duty.assignment_decision TO duty_guard;


--
-- Name: COLUMN assignment_decision.number; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(number) ON TABLE duty.assignment_decision TO duty_app;


--
-- Name: COLUMN assignment_decision.signed_on; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(signed_on) ON TABLE duty.assignment_decision TO duty_app;


--
-- Name: COLUMN assignment_decision.signed_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(signed_by) ON TABLE duty.assignment_decision TO duty_app;


--
-- Name: TABLE legal_case; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.legal_case TO duty_app;


--
-- Name: COLUMN legal_case.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.legal_case TO duty_jobs;
GRANT SELECT(center_id) ON TABLE duty.legal_case TO duty_guard;


--
-- Name: COLUMN legal_case.case_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(case_id) ON TABLE duty.legal_case TO duty_jobs;
GRANT SELECT(case_id) ON TABLE duty.legal_case TO duty_guard;


--
-- Name: COLUMN legal_case.code; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(code) ON TABLE duty.legal_case TO duty_jobs;
GRANT SELECT(code) ON TABLE duty.legal_case TO duty_guard;


--
-- Name: COLUMN legal_case.court_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(court_id) ON TABLE duty.legal_case TO duty_jobs;
GRANT SELECT(court_id) ON TABLE duty.legal_case TO duty_guard;


--
-- Name: COLUMN legal_case.provider_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(provider_id) ON TABLE duty.legal_case TO duty_guard;


--
-- Name: COLUMN legal_case.earlier_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(earlier_id) ON TABLE duty.legal_case TO duty_guard;


--
-- Name: TABLE notice; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.notice TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.notice TO duty_jobs;
GRANT SELECT,INSERT ON TABLE duty.notice TO duty_guard;


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
-- Name: COLUMN notice.params; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(params) ON TABLE duty.notice TO duty_guard;


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
GRANT UPDATE(state) ON TABLE duty.notice TO duty_guard;


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
GRANT UPDATE(ended_at) ON TABLE duty.notice TO duty_guard;


--
-- Name: COLUMN notice.created_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_at) ON TABLE duty.notice TO duty_ops;


--
-- Name: TABLE contact; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.contact TO duty_app;
GRANT SELECT ON TABLE duty.contact TO duty_jobs;
GRANT SELECT ON TABLE duty.contact TO duty_guard;


--
-- Name: COLUMN contact.verified_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(verified_at) ON TABLE duty.contact TO duty_guard;


--
-- Name: COLUMN contact.verified_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(verified_by) ON TABLE duty.contact TO duty_guard;


--
-- Name: TABLE import_row; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.import_row TO duty_app;


--
-- Name: TABLE duty_post; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.duty_post TO duty_app;
GRANT SELECT ON TABLE duty.duty_post TO duty_jobs;
GRANT SELECT ON TABLE duty.duty_post TO duty_guard;


--
-- Name: TABLE demand_rule; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.demand_rule TO duty_app;


--
-- Name: TABLE court_code; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT INSERT ON TABLE duty.court_code TO duty_app;
GRANT SELECT,UPDATE ON TABLE duty.court_code TO duty_guard;


--
-- Name: COLUMN court_code.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.code_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(code_id) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.org_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(org_id) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.name; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(name) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.prefix; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(prefix) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.created_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_at) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.created_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_by) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.expires_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(expires_at) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.last_used_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(last_used_at) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.wrong; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(wrong) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.closed_until; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(closed_until) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.revoked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE duty.court_code TO duty_app;


--
-- Name: COLUMN court_code.revoked_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(revoked_by),UPDATE(revoked_by) ON TABLE duty.court_code TO duty_app;


--
-- Name: TABLE roster; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.roster TO duty_app;
GRANT SELECT ON TABLE duty.roster TO duty_guard;
GRANT SELECT ON TABLE duty.roster TO duty_jobs;
GRANT SELECT ON TABLE duty.roster TO duty_ops;


--
-- Name: TABLE feed; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.feed TO duty_app;
GRANT SELECT ON TABLE duty.feed TO duty_guard;
GRANT SELECT ON TABLE duty.feed TO duty_jobs;


--
-- Name: COLUMN feed.version; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(version) ON TABLE duty.feed TO duty_app;
GRANT UPDATE(version) ON TABLE duty.feed TO duty_guard;
GRANT UPDATE(version) ON TABLE duty.feed TO duty_jobs;


--
-- Name: COLUMN feed.changed_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(changed_at) ON TABLE duty.feed TO duty_app;
GRANT UPDATE(changed_at) ON TABLE duty.feed TO duty_guard;
GRANT UPDATE(changed_at) ON TABLE duty.feed TO duty_jobs;


--
-- Name: COLUMN feed.touched_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(touched_by) ON TABLE duty.feed TO duty_app;
GRANT UPDATE(touched_by) ON TABLE duty.feed TO duty_guard;
GRANT UPDATE(touched_by) ON TABLE duty.feed TO duty_jobs;


--
-- Name: TABLE feed_token; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.feed_token TO duty_app;
GRANT SELECT ON TABLE duty.feed_token TO duty_jobs;
GRANT SELECT ON TABLE duty.feed_token TO duty_guard;


--
-- Name: COLUMN feed_token.revoked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(revoked_at) ON TABLE duty.feed_token TO duty_app;
GRANT UPDATE(revoked_at) ON TABLE duty.feed_token TO duty_guard;


--
-- Name: COLUMN feed_token.last_fetch_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(last_fetch_at) ON TABLE duty.feed_token TO duty_jobs;


--
-- Name: COLUMN feed_token.last_client; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(last_client) ON TABLE duty.feed_token TO duty_jobs;


--
-- Name: COLUMN feed_token.warned_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(warned_at) ON TABLE duty.feed_token TO duty_jobs;
GRANT UPDATE(warned_at) ON TABLE duty.feed_token TO duty_guard;


--
-- Name: COLUMN feed_token.closed_reason; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(closed_reason) ON TABLE duty.feed_token TO duty_app;
GRANT UPDATE(closed_reason) ON TABLE duty.feed_token TO duty_guard;


--
-- Name: TABLE hearing; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.hearing TO duty_app;
GRANT SELECT ON TABLE duty.hearing TO duty_jobs;
GRANT SELECT ON TABLE duty.hearing TO duty_guard;


--
-- Name: TABLE hearing_confirm; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.hearing_confirm TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.hearing_confirm TO duty_guard;
GRANT SELECT ON TABLE duty.hearing_confirm TO duty_jobs;


--
-- Name: COLUMN hearing_confirm.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(ended_at) ON TABLE duty.hearing_confirm TO duty_app;


--
-- Name: COLUMN hearing_confirm.means; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(means) ON TABLE duty.hearing_confirm TO duty_app;


--
-- Name: COLUMN hearing_confirm.account_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(account_id) ON TABLE duty.hearing_confirm TO duty_app;


--
-- Name: TABLE hearing_change; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.hearing_change TO duty_app;
GRANT SELECT ON TABLE duty.hearing_change TO duty_guard;


--
-- Name: TABLE import_batch; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.import_batch TO duty_app;
GRANT SELECT ON TABLE duty.import_batch TO duty_ops;


--
-- Name: TABLE hearing_origin; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.hearing_origin TO duty_app;


--
-- Name: TABLE invite; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.invite TO duty_app;
GRANT SELECT ON TABLE duty.invite TO duty_jobs;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.invite TO duty_guard;


--
-- Name: TABLE link; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.link TO duty_jobs;
GRANT SELECT,DELETE,UPDATE ON TABLE duty.link TO duty_guard;


--
-- Name: COLUMN link.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.purpose; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(purpose) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.notice_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(notice_id) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.created_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_at) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.expires_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(expires_at) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.opened_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(opened_at) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.client; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(client) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.used_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(used_at) ON TABLE duty.link TO duty_app;


--
-- Name: COLUMN link.used_for; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(used_for) ON TABLE duty.link TO duty_app;


--
-- Name: TABLE list; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.list TO duty_app;
GRANT SELECT ON TABLE duty.list TO duty_jobs;


--
-- Name: TABLE notice_policy; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.notice_policy TO duty_app;
GRANT SELECT ON TABLE duty.notice_policy TO duty_guard;


--
-- Name: COLUMN notice_policy.valid; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(valid) ON TABLE duty.notice_policy TO duty_app;


--
-- Name: TABLE org_unit; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.org_unit TO duty_app;
GRANT SELECT ON TABLE duty.org_unit TO duty_guard;
GRANT SELECT ON TABLE duty.org_unit TO duty_jobs;


--
-- Name: TABLE phone_range; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.phone_range TO duty_app;
GRANT SELECT ON TABLE duty.phone_range TO duty_jobs;
GRANT SELECT ON TABLE duty.phone_range TO duty_guard;
GRANT SELECT ON TABLE duty.phone_range TO duty_ops;


--
-- Name: TABLE notice_attempt; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_attempt TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.notice_attempt TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_attempt TO duty_guard;


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
-- Name: COLUMN notice_attempt.proof_seq; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(proof_seq) ON TABLE duty.notice_attempt TO duty_guard;


--
-- Name: TABLE proof; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.proof TO duty_app;
GRANT SELECT ON TABLE duty.proof TO duty_ops;
GRANT SELECT,INSERT ON TABLE duty.proof TO duty_guard;


--
-- Name: TABLE proof_head; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.proof_head TO duty_app;
GRANT SELECT ON TABLE duty.proof_head TO duty_ops;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.proof_head TO duty_guard;


--
-- Name: TABLE reminder; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.reminder TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.reminder TO duty_guard;


--
-- Name: COLUMN reminder.state; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(state) ON TABLE duty.reminder TO duty_guard;


--
-- Name: COLUMN reminder.reason; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(reason) ON TABLE duty.reminder TO duty_guard;


--
-- Name: COLUMN reminder.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(ended_at) ON TABLE duty.reminder TO duty_guard;


--
-- Name: TABLE swap; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.swap TO duty_app;
GRANT SELECT,UPDATE ON TABLE duty.swap TO duty_guard;


--
-- Name: TABLE task; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.task TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.task TO duty_guard;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.task TO duty_jobs;


--
-- Name: TABLE notice_template; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_template TO duty_app;
GRANT SELECT ON TABLE duty.notice_template TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_template TO duty_guard;
GRANT SELECT ON TABLE duty.notice_template TO duty_ops;


--
-- Name: TABLE roster_version; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.roster_version TO duty_app;
GRANT SELECT ON TABLE duty.roster_version TO duty_ops;


--
-- Name: TABLE absence; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT INSERT,UPDATE ON TABLE duty.absence TO duty_app;
GRANT SELECT ON TABLE duty.absence TO duty_guard;


--
-- Name: COLUMN absence.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.absence_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(absence_id) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.provider_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(provider_id) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.during; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(during) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.state; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(state) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.asked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(asked_at) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.asked_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(asked_by) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.decided_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(decided_at) ON TABLE duty.absence TO duty_app;


--
-- Name: COLUMN absence.decided_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(decided_by) ON TABLE duty.absence TO duty_app;


--
-- Name: TABLE account; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.account TO duty_guard;


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
GRANT UPDATE(locked_at) ON TABLE duty.account TO duty_guard;


--
-- Name: TABLE act_word; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.act_word TO duty_app;
GRANT SELECT ON TABLE duty.act_word TO duty_jobs;
GRANT SELECT ON TABLE duty.act_word TO duty_guard;
GRANT SELECT ON TABLE duty.act_word TO duty_ops;


--
-- Name: TABLE api_answer; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.api_answer TO duty_app;
GRANT SELECT,DELETE ON TABLE duty.api_answer TO duty_jobs;


--
-- Name: TABLE api_key; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT INSERT ON TABLE duty.api_key TO duty_app;
GRANT SELECT,UPDATE ON TABLE duty.api_key TO duty_guard;


--
-- Name: COLUMN api_key.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.key_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(key_id) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.org_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(org_id) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.name; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(name) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.prefix; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(prefix) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.created_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_at) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.created_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_by) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.expires_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(expires_at) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.last_used_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(last_used_at) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.revoked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE duty.api_key TO duty_app;


--
-- Name: COLUMN api_key.revoked_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(revoked_by),UPDATE(revoked_by) ON TABLE duty.api_key TO duty_app;


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

GRANT SELECT,INSERT,UPDATE ON TABLE duty.area_charge TO duty_app;
GRANT SELECT ON TABLE duty.area_charge TO duty_guard;


--
-- Name: TABLE assignment; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.assignment TO duty_app;
GRANT SELECT ON TABLE duty.assignment TO duty_jobs;
GRANT SELECT ON TABLE duty.assignment TO duty_guard;
GRANT SELECT ON TABLE duty.assignment TO duty_ops;


--
-- Name: SEQUENCE assignment_assignment_id_seq; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT USAGE ON SEQUENCE duty.assignment_assignment_id_seq TO duty_app;


--
-- Name: TABLE audit_check; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.audit_check TO duty_guard;
GRANT SELECT ON TABLE duty.audit_check TO duty_app;
GRANT SELECT ON TABLE duty.audit_check TO duty_ops;


--
-- Name: TABLE audit_head; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.audit_head TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.audit_head TO duty_guard;
GRANT SELECT ON TABLE duty.audit_head TO duty_ops;


--
-- Name: TABLE busy_source; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT INSERT,DELETE ON TABLE duty.busy_source TO duty_app;
GRANT SELECT,UPDATE ON TABLE duty.busy_source TO duty_jobs;


--
-- Name: COLUMN busy_source.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.busy_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(busy_id) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.provider_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(provider_id) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.slot; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(slot) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.shown; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(shown) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.created_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(created_at) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.next_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(next_at) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.lease; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(lease) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.lease_until; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(lease_until) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.tried_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(tried_at) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.answer; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(answer) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.status; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(status) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.reason; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(reason) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.good_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(good_at) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.unread; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(unread) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.failures; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(failures) ON TABLE duty.busy_source TO duty_app;


--
-- Name: COLUMN busy_source.failing_since; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(failing_since) ON TABLE duty.busy_source TO duty_app;


--
-- Name: TABLE busy_time; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.busy_time TO duty_app;
GRANT SELECT ON TABLE duty.busy_time TO duty_guard;
GRANT SELECT,INSERT,DELETE ON TABLE duty.busy_time TO duty_jobs;


--
-- Name: TABLE calendar_day; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.calendar_day TO duty_app;
GRANT SELECT ON TABLE duty.calendar_day TO duty_jobs;
GRANT SELECT ON TABLE duty.calendar_day TO duty_guard;
GRANT SELECT ON TABLE duty.calendar_day TO duty_ops;


--
-- Name: TABLE calendar_source; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT INSERT,UPDATE ON TABLE duty.calendar_source TO duty_app;
GRANT SELECT,UPDATE ON TABLE duty.calendar_source TO duty_jobs;


--
-- Name: COLUMN calendar_source.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.calendar_source TO duty_app;
GRANT SELECT(center_id) ON TABLE duty.calendar_source TO duty_guard;


--
-- Name: COLUMN calendar_source.source_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(source_id) ON TABLE duty.calendar_source TO duty_app;
GRANT SELECT(source_id) ON TABLE duty.calendar_source TO duty_guard;


--
-- Name: COLUMN calendar_source.org_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(org_id) ON TABLE duty.calendar_source TO duty_app;
GRANT SELECT(org_id) ON TABLE duty.calendar_source TO duty_guard;


--
-- Name: COLUMN calendar_source.shown; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(shown) ON TABLE duty.calendar_source TO duty_app;
GRANT SELECT(shown) ON TABLE duty.calendar_source TO duty_guard;


--
-- Name: COLUMN calendar_source.changed_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(changed_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.account_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(account_id) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(ended_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.next_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(next_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.lease; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(lease) ON TABLE duty.calendar_source TO duty_app;
GRANT SELECT(lease) ON TABLE duty.calendar_source TO duty_guard;


--
-- Name: COLUMN calendar_source.lease_until; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(lease_until) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.lease_pid; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(lease_pid) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.etag; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(etag) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.last_modified; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(last_modified) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.whole_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(whole_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.tried_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(tried_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.answer; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(answer) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.status; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(status) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.reason; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(reason) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.good_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(good_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.brought; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(brought) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.brought_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(brought_at) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.batch_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(batch_id) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.failures; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(failures) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: COLUMN calendar_source.failing_since; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(failing_since) ON TABLE duty.calendar_source TO duty_app;


--
-- Name: TABLE captured; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.captured TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.captured TO duty_jobs;


--
-- Name: TABLE case_officer; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.case_officer TO duty_app;
GRANT SELECT ON TABLE duty.case_officer TO duty_guard;


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
-- Name: TABLE contact_code; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.contact_code TO duty_guard;
GRANT SELECT,UPDATE ON TABLE duty.contact_code TO duty_jobs;


--
-- Name: COLUMN contact_code.center_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(center_id) ON TABLE duty.contact_code TO duty_app;


--
-- Name: COLUMN contact_code.code_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(code_id) ON TABLE duty.contact_code TO duty_app;


--
-- Name: COLUMN contact_code.contact_id; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(contact_id) ON TABLE duty.contact_code TO duty_app;


--
-- Name: COLUMN contact_code.asked_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(asked_at) ON TABLE duty.contact_code TO duty_app;


--
-- Name: COLUMN contact_code.expires_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(expires_at) ON TABLE duty.contact_code TO duty_app;


--
-- Name: COLUMN contact_code.tries; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(tries) ON TABLE duty.contact_code TO duty_app;


--
-- Name: COLUMN contact_code.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT(ended_at) ON TABLE duty.contact_code TO duty_app;


--
-- Name: TABLE court_unknown; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.court_unknown TO duty_app;


--
-- Name: TABLE credential; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.credential TO duty_app;
GRANT SELECT ON TABLE duty.credential TO duty_guard;


--
-- Name: TABLE daily_job; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.daily_job TO duty_jobs;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.daily_job TO duty_guard;


--
-- Name: TABLE demand_date; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.demand_date TO duty_app;


--
-- Name: TABLE draft_assignment; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.draft_assignment TO duty_app;


--
-- Name: TABLE draft_proposal; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.draft_proposal TO duty_app;


--
-- Name: TABLE draft_step; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.draft_step TO duty_app;


--
-- Name: COLUMN draft_step.state; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(state) ON TABLE duty.draft_step TO duty_app;


--
-- Name: TABLE duty_call; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.duty_call TO duty_app;


--
-- Name: TABLE feed_client; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.feed_client TO duty_app;
GRANT SELECT ON TABLE duty.feed_client TO duty_jobs;
GRANT SELECT ON TABLE duty.feed_client TO duty_guard;
GRANT SELECT ON TABLE duty.feed_client TO duty_ops;


--
-- Name: TABLE gateway_access; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.gateway_access TO duty_jobs;


--
-- Name: TABLE gateway_receipt; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.gateway_receipt TO duty_jobs;


--
-- Name: TABLE gateway_state; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.gateway_state TO duty_jobs;
GRANT SELECT ON TABLE duty.gateway_state TO duty_app;
GRANT SELECT ON TABLE duty.gateway_state TO duty_ops;


--
-- Name: TABLE handover; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.handover TO duty_app;


--
-- Name: TABLE hearing_conflict; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.hearing_conflict TO duty_app;


--
-- Name: SEQUENCE hearing_hearing_id_seq; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT USAGE ON SEQUENCE duty.hearing_hearing_id_seq TO duty_app;


--
-- Name: TABLE hearing_point; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.hearing_point TO duty_guard;
GRANT SELECT,INSERT,DELETE ON TABLE duty.hearing_point TO duty_app;
GRANT SELECT ON TABLE duty.hearing_point TO duty_jobs;


--
-- Name: TABLE hearing_secret; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.hearing_secret TO duty_app;
GRANT SELECT,DELETE ON TABLE duty.hearing_secret TO duty_guard;


--
-- Name: TABLE import_document; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.import_document TO duty_app;


--
-- Name: TABLE import_mapping; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.import_mapping TO duty_app;


--
-- Name: TABLE import_waiting; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.import_waiting TO duty_app;


--
-- Name: TABLE incoming; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.incoming TO duty_app;
GRANT SELECT ON TABLE duty.incoming TO duty_ops;
GRANT SELECT,INSERT ON TABLE duty.incoming TO duty_guard;


--
-- Name: TABLE intake_door; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.intake_door TO duty_app;


--
-- Name: TABLE invite_answer; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.invite_answer TO duty_app;
GRANT SELECT ON TABLE duty.invite_answer TO duty_jobs;
GRANT SELECT,INSERT ON TABLE duty.invite_answer TO duty_guard;


--
-- Name: TABLE late_hearing; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.late_hearing TO duty_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.late_hearing TO duty_guard;


--
-- Name: TABLE ledger_entry; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.ledger_entry TO duty_app;
GRANT SELECT ON TABLE duty.ledger_entry TO duty_guard;


--
-- Name: TABLE ledger_month; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.ledger_month TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.ledger_month TO duty_guard;


--
-- Name: TABLE list_link; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.list_link TO duty_jobs;


--
-- Name: TABLE list_receipt; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.list_receipt TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.list_receipt TO duty_jobs;


--
-- Name: TABLE notice_choice; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.notice_choice TO duty_app;
GRANT SELECT,INSERT,UPDATE ON TABLE duty.notice_choice TO duty_guard;


--
-- Name: TABLE notice_default; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_default TO duty_app;
GRANT SELECT ON TABLE duty.notice_default TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_default TO duty_guard;
GRANT SELECT ON TABLE duty.notice_default TO duty_ops;


--
-- Name: TABLE notice_kind; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_kind TO duty_app;
GRANT SELECT ON TABLE duty.notice_kind TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_kind TO duty_guard;
GRANT SELECT ON TABLE duty.notice_kind TO duty_ops;


--
-- Name: TABLE notice_sample; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_sample TO duty_app;
GRANT SELECT ON TABLE duty.notice_sample TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_sample TO duty_guard;
GRANT SELECT ON TABLE duty.notice_sample TO duty_ops;


--
-- Name: TABLE notice_word; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.notice_word TO duty_app;
GRANT SELECT ON TABLE duty.notice_word TO duty_jobs;
GRANT SELECT ON TABLE duty.notice_word TO duty_guard;
GRANT SELECT ON TABLE duty.notice_word TO duty_ops;


--
-- Name: TABLE org_alias; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.org_alias TO duty_app;


--
-- Name: TABLE org_succession; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.org_succession TO duty_app;
GRANT SELECT ON TABLE duty.org_succession TO duty_guard;
GRANT SELECT ON TABLE duty.org_succession TO duty_jobs;


--
-- Name: TABLE party; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.party TO duty_app;
GRANT SELECT ON TABLE duty.party TO duty_guard;


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

GRANT SELECT,INSERT,UPDATE ON TABLE duty.person TO duty_app;
GRANT SELECT ON TABLE duty.person TO duty_jobs;
GRANT SELECT ON TABLE duty.person TO duty_guard;


--
-- Name: COLUMN person.shown_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(shown_at) ON TABLE duty.person TO duty_guard;


--
-- Name: COLUMN person.takes_invitations; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(takes_invitations) ON TABLE duty.person TO duty_guard;


--
-- Name: TABLE place; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.place TO duty_app;
GRANT SELECT ON TABLE duty.place TO duty_jobs;
GRANT SELECT ON TABLE duty.place TO duty_guard;


--
-- Name: TABLE preference; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE duty.preference TO duty_app;


--
-- Name: TABLE provider; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.provider TO duty_app;
GRANT SELECT ON TABLE duty.provider TO duty_jobs;
GRANT SELECT ON TABLE duty.provider TO duty_guard;


--
-- Name: TABLE provider_conflict; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.provider_conflict TO duty_app;
GRANT SELECT ON TABLE duty.provider_conflict TO duty_guard;


--
-- Name: TABLE provider_share; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE duty.provider_share TO duty_app;
GRANT SELECT ON TABLE duty.provider_share TO duty_guard;


--
-- Name: TABLE provider_skill; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.provider_skill TO duty_app;
GRANT SELECT ON TABLE duty.provider_skill TO duty_guard;


--
-- Name: TABLE province; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.province TO duty_app;
GRANT SELECT ON TABLE duty.province TO duty_jobs;
GRANT SELECT ON TABLE duty.province TO duty_guard;
GRANT SELECT ON TABLE duty.province TO duty_ops;


--
-- Name: TABLE quiet_hours; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.quiet_hours TO duty_app;
GRANT SELECT ON TABLE duty.quiet_hours TO duty_guard;


--
-- Name: COLUMN quiet_hours.valid; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(valid) ON TABLE duty.quiet_hours TO duty_app;


--
-- Name: TABLE receipt; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.receipt TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.receipt TO duty_jobs;
GRANT SELECT ON TABLE duty.receipt TO duty_ops;
GRANT SELECT ON TABLE duty.receipt TO duty_guard;


--
-- Name: COLUMN receipt.proof_seq; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(proof_seq) ON TABLE duty.receipt TO duty_guard;


--
-- Name: TABLE reply_word; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.reply_word TO duty_guard;


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
-- Name: TABLE suppression; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.suppression TO duty_app;
GRANT SELECT ON TABLE duty.suppression TO duty_jobs;
GRANT SELECT,INSERT ON TABLE duty.suppression TO duty_guard;


--
-- Name: COLUMN suppression.ended_at; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(ended_at) ON TABLE duty.suppression TO duty_app;


--
-- Name: COLUMN suppression.ended_by; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(ended_by) ON TABLE duty.suppression TO duty_app;


--
-- Name: TABLE swap_step; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.swap_step TO duty_app;
GRANT SELECT,INSERT ON TABLE duty.swap_step TO duty_guard;


--
-- Name: TABLE template_registered; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE duty.template_registered TO duty_app;
GRANT SELECT ON TABLE duty.template_registered TO duty_guard;
GRANT SELECT ON TABLE duty.template_registered TO duty_jobs;


--
-- Name: COLUMN template_registered.valid; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT UPDATE(valid) ON TABLE duty.template_registered TO duty_app;


--
-- Name: TABLE template_version; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT,INSERT ON TABLE duty.template_version TO duty_app;
GRANT SELECT ON TABLE duty.template_version TO duty_guard;
GRANT SELECT ON TABLE duty.template_version TO duty_jobs;


--
-- Name: TABLE travel; Type: ACL; Schema: duty; Owner: duty_owner
--

GRANT SELECT ON TABLE duty.travel TO duty_app;
GRANT SELECT ON TABLE duty.travel TO duty_guard;


--
-- PostgreSQL database dump complete
--


