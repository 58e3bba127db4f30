-- Duty posts, the demand they make, the shifts of a period, and who stands them.
create table duty.duty_post (
    center_id bigint not null references duty.center,
    post_id   bigint not null generated always as identity,
    kind      text not null check (kind in ('court_onsite', 'court_phone', 'custody_phone', 'hotline')),
    org_id    bigint,          -- the court or police body served
    area_id   bigint,
    place_id  bigint,          -- null: by telephone, from anywhere
    name      duty.name_text not null,
    primary key (center_id, post_id),
    unique (center_id, name),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, area_id) references duty.area (center_id, area_id),
    foreign key (center_id, place_id) references duty.place (center_id, place_id),
    check ((kind = 'court_onsite') = (place_id is not null))
);

-- Wall times of the Centre's zone; ends <= starts means the next day.
create table duty.demand_rule (
    center_id bigint not null,
    rule_id   bigint not null generated always as identity,
    post_id   bigint not null,
    role      text not null check (role in ('main', 'backup', 'centre')),
    day_types text[] not null check (day_types <> '{}' and day_types <@ array['work', 'weekend', 'holiday',
                  'substitute_holiday', 'swapped_day_off', 'working_saturday']),
    weekdays  integer[] not null default '{1,2,3,4,5,6,7}' check (weekdays <@ array[1,2,3,4,5,6,7]), -- ISO
    starts    time not null,
    ends      time not null,
    needed    integer not null default 1 check (needed between 1 and 20),
    skills    text[] not null default '{}' check (skills <@ array['khmer', 'sign_language', 'juvenile']),
    points    integer not null check (points between 1 and 10000), -- hundredths of an ordinary day duty
    priority  integer not null check (priority between 1 and 9),
    valid     daterange not null,
    primary key (center_id, rule_id),
    foreign key (center_id, post_id) references duty.duty_post (center_id, post_id)
);

create table duty.roster (
    center_id  bigint not null references duty.center,
    roster_id  bigint not null generated always as identity,
    period     daterange not null check (not isempty(period) and lower_inc(period) and not upper_inc(period)),
    version    integer not null default 0, -- the newest published version, 0: none
    drafted_at timestamptz,
    draft      jsonb, -- the newest draft's seed, budget, moves, engine, penalty, bound, cost, uncovered,
               -- warnings, and the SHA-256 of its problem
    primary key (center_id, roster_id),
    exclude using gist (center_id with =, period with &&)
);

create table duty.shift (
    center_id  bigint not null,
    shift_id   bigint not null generated always as identity,
    roster_id  bigint not null,
    post_id    bigint not null,
    role       text not null check (role in ('main', 'backup', 'centre')),
    duty_day   date not null,
    starts     timestamp not null, -- wall time, as people meant it
    ends       timestamp not null,
    zone       text not null,
    during     tstzrange not null check (not isempty(during)),
    day_type   text not null,
    point_kind text not null check (point_kind in ('day', 'night', 'weekend', 'holiday', 'tet')),
    points     integer not null,
    needed     integer not null,
    skills     text[] not null,
    priority   integer not null,
    is_night   boolean not null,
    primary key (center_id, shift_id),
    unique (center_id, post_id, role, starts, ends),
    foreign key (center_id, roster_id) references duty.roster (center_id, roster_id),
    foreign key (center_id, post_id) references duty.duty_post (center_id, post_id),
    check (ends > starts)
);
create index shift_by_day on duty.shift (center_id, roster_id, duty_day);
create index shift_by_start on duty.shift (center_id, starts);

-- The draft of a roster: free to be thrown away, yet never double.
create table duty.draft_assignment (
    center_id   bigint not null,
    roster_id   bigint not null,
    shift_id    bigint not null,
    provider_id bigint not null,
    during      tstzrange not null,
    is_pinned   boolean not null default false,
    reason      jsonb not null,
    primary key (center_id, shift_id, provider_id),
    foreign key (center_id, roster_id) references duty.roster (center_id, roster_id) on delete cascade,
    foreign key (center_id, shift_id) references duty.shift (center_id, shift_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    constraint draft_double_duty exclude using gist
        (center_id with =, provider_id with =, during with &&)
);

-- What is published. A withdrawn row stays: it is what calendars and notices refer to.
create table duty.assignment (
    center_id     bigint not null,
    assignment_id bigint not null generated always as identity,
    shift_id      bigint not null,
    provider_id   bigint not null,
    uid           text not null unique,
    sequence      integer not null default 0,
    state         text not null check (state in ('published', 'withdrawn')),
    is_pinned     boolean not null default false,
    reason        jsonb not null,
    changed_at    timestamptz not null,
    primary key (center_id, assignment_id),
    unique (center_id, shift_id, provider_id),
    foreign key (center_id, shift_id) references duty.shift (center_id, shift_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id)
);
create index assignment_of_provider on duty.assignment (center_id, provider_id);

-- Every kind of firm commitment in one place: nobody is in two places at once.
create table duty.commitment (
    center_id   bigint not null,
    provider_id bigint not null,
    during      tstzrange not null check (not isempty(during)),
    kind        text not null check (kind in ('duty', 'hearing')),
    ref_id      bigint not null, -- assignment_id or hearing_id
    primary key (center_id, kind, ref_id, provider_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    constraint double_duty exclude using gist
        (center_id with =, provider_id with =, during with &&)
);

create table duty.roster_version (
    center_id    bigint not null,
    roster_id    bigint not null,
    version      integer not null check (version > 0),
    published_at timestamptz not null,
    published_by bigint,
    note         duty.line_text not null,
    content      jsonb not null, -- every shift with its people, as published
    diff         jsonb not null, -- {added: [...], removed: [...]} against the version before
    draft        jsonb not null, -- how it was made, as in duty.roster
    hash         duty.hash_hex not null, -- SHA-256 of content and the hash before
    primary key (center_id, roster_id, version),
    foreign key (center_id, roster_id) references duty.roster (center_id, roster_id)
);

-- The fairness account: every point traces to a duty or to an opening balance.
create table duty.ledger_entry (
    center_id     bigint not null,
    entry_id      bigint not null generated always as identity,
    provider_id   bigint not null,
    assignment_id bigint,
    point_kind    text not null check (point_kind in ('day', 'night', 'weekend', 'holiday', 'tet')),
    points        integer not null,
    on_day        date not null,
    primary key (center_id, entry_id),
    unique (center_id, assignment_id),
    foreign key (center_id, provider_id) references duty.provider (center_id, provider_id),
    foreign key (center_id, assignment_id) references duty.assignment (center_id, assignment_id)
);
