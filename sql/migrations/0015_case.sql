-- Cases beyond their docket number: who takes part in them and in what office, the Centre's decisions
-- who represents whom, and which hearings were announced too late.
alter table duty.legal_case
    add column aid_code duty.name_text, -- the legal-aid file's number (TT 12/2018/TT-BTP art. 11)
    add column earlier_id bigint,       -- the same matter at the instance below
    add constraint case_earlier_known foreign key (center_id, earlier_id)
        references duty.legal_case (center_id, case_id),
    add constraint case_earlier_other check (earlier_id <> case_id),
    add constraint case_aid_code_once unique (center_id, aid_code);
create index case_of_provider on duty.legal_case (center_id, provider_id);

-- Names are sensitive: read by coordinator, director and administrator alone, and never in a feed, a
-- notice, a log, an address or the audit. Those of one side have no opposed interests; two accused
-- who have stand on two sides (Criminal Procedure Code art. 72(5)). A witness is on no side.
create table duty.party (
    center_id bigint not null,
    party_id  bigint not null generated always as identity,
    case_id   bigint not null,
    role      text not null check (role in ('accused', 'held', 'victim', 'plaintiff', 'defendant',
                  'related', 'witness', 'other')),
    side      integer check (side between 1 and 9),
    name      duty.name_text not null,
    is_client boolean not null default false, -- has legal aid
    needs     text[] not null default '{}' check (needs <@ array['khmer', 'sign_language', 'juvenile']),
    primary key (center_id, party_id),
    unique (center_id, case_id, party_id),
    foreign key (center_id, case_id) references duty.legal_case (center_id, case_id),
    constraint party_client_side check (not is_client or side is not null)
);

-- Judge, procurator, investigator: a provider related to one of them cannot act (art. 72(4)).
create table duty.case_officer (
    center_id  bigint not null,
    officer_id bigint not null generated always as identity,
    case_id    bigint not null,
    role       text not null check (role in ('judge', 'juror', 'clerk', 'procurator', 'investigator')),
    name       duty.name_text not null,
    primary key (center_id, officer_id),
    unique (center_id, case_id, role, name),
    foreign key (center_id, case_id) references duty.legal_case (center_id, case_id)
);

-- Quyết định cử (Law on Legal Aid 2017 art. 31(4)). It names who represents the client, or all
-- clients of the case; somebody else takes over by a new decision with its reason (art. 25).
create table duty.assignment_decision (
    center_id   bigint not null,
    decision_id bigint not null generated always as identity,
    case_id     bigint not null,
    party_id    bigint, -- null: every client of the case
    provider_id bigint not null,
    number      duty.name_text not null,
    signed_on   date not null,
    signed_by   duty.name_text not null,
    replaces    bigint,
    reason      duty.line_text not null default '', -- why another was sent
    no_conflict duty.line_text not null default '', -- why a name alike is no conflict of interest
    decided_at  timestamptz not null,
    account_id  bigint,
    primary key (center_id, decision_id),
    unique (center_id, case_id, decision_id),
    constraint decision_once unique (center_id, number, signed_on),
    constraint decision_replaced_once unique (center_id, replaces),
    foreign key (center_id, case_id) references duty.legal_case (center_id, case_id),
    foreign key (center_id, case_id, party_id) references duty.party (center_id, case_id, party_id),
    foreign key (center_id, case_id, replaces)
        references duty.assignment_decision (center_id, case_id, decision_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, account_id) references duty.account (center_id, account_id),
    constraint decision_reason check ((replaces is not null) = (reason <> ''))
);
-- A client is represented by one decision at a time: every later one replaces it.
create unique index decision_first on duty.assignment_decision
    (center_id, case_id, coalesce(party_id, 0)) where replaces is null;
create index decision_of_provider on duty.assignment_decision (center_id, provider_id);

-- Relatives among the parties and officers of cases. No post is meant, so no roster is touched.
alter table duty.provider_conflict
    add column person_name duty.name_text,
    drop constraint conflict_with,
    add constraint conflict_with check (num_nonnulls(org_id, post_id, person_name) = 1),
    add constraint conflict_person_once exclude using gist (center_id with =, provider_id with =,
        person_name with =, valid with &&) where (person_name is not null);

-- Words in a hearing's kind by which the rule of its notice is known; the longest one found decides.
create table duty.act_word (
    word text primary key check (word = lower(word) and word <> ''),
    rule text not null check (rule ~ '^late\.[a-z_]+$')
);

-- Hearings whose present day was announced later than the rule of that day asks: a flag, never a
-- refusal. Kept by the trigger of hearing_change.
create table duty.late_hearing (
    center_id   bigint not null,
    hearing_id  bigint not null,
    rule        text not null,
    needed      integer not null,
    found       integer not null,
    unit        text not null check (unit in ('hours', 'days')),
    legal_basis text not null,
    noticed_at  timestamptz not null,
    primary key (center_id, hearing_id),
    foreign key (center_id, hearing_id) references duty.hearing (center_id, hearing_id),
    check (found < needed)
);
-- Their signatures grew.
drop function if exists duty.hearing_clash(bigint, tstzrange, bigint),
    duty.conflict_save(text, text, text, text, text, text),
    duty.hearing_form(text, text, text, text, text),
    duty.hearing_save(text, text, text, text, text, text, text, text, text, text, text, text, text, text);
