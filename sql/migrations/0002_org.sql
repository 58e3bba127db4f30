-- Centres (the tenants) and the dated tree of organisations, with places and travel between them.
create table duty.center (
    center_id bigint primary key generated always as identity,
    code      text not null unique references duty.province (code),
    name      duty.name_text not null,
    zone      text not null default 'Asia/Ho_Chi_Minh',
    language  duty.language not null default 'vi',
    hotline   duty.phone
);

create table duty.place (
    center_id bigint not null references duty.center,
    place_id  bigint not null generated always as identity,
    name      duty.name_text not null,
    address   duty.line_text not null default '',
    primary key (center_id, place_id),
    unique (center_id, name)
);

-- Minutes on the road, both directions alike; absent means the rule travel.default applies.
create table duty.travel (
    center_id  bigint not null,
    from_place bigint not null,
    to_place   bigint not null,
    minutes    integer not null check (minutes between 0 and 1440),
    primary key (center_id, from_place, to_place),
    check (from_place < to_place),
    foreign key (center_id, from_place) references duty.place (center_id, place_id),
    foreign key (center_id, to_place) references duty.place (center_id, place_id)
);

-- A duty zone: the territory one custody line serves (after the 2025 mergers mostly a former province).
create table duty.area (
    center_id bigint not null references duty.center,
    area_id   bigint not null generated always as identity,
    name      duty.name_text not null,
    primary key (center_id, area_id),
    unique (center_id, name)
);

create table duty.org_unit (
    center_id bigint not null references duty.center,
    org_id    bigint not null generated always as identity,
    kind      text not null check (kind in ('department', 'centre', 'branch', 'court', 'police_body',
                  'commune_police', 'detention_facility', 'procuracy', 'bar', 'council')),
    parent_id bigint,
    code      text not null check (code ~ '^[a-z0-9-]+$'),
    name      duty.name_text not null,
    place_id  bigint,
    area_id   bigint,
    phone     duty.phone,
    email     duty.email,
    valid     daterange not null check (not isempty(valid)),
    primary key (center_id, org_id),
    unique (center_id, code),
    foreign key (center_id, parent_id) references duty.org_unit (center_id, org_id),
    foreign key (center_id, place_id) references duty.place (center_id, place_id),
    foreign key (center_id, area_id) references duty.area (center_id, area_id)
);

-- Who came after whom: old shifts print old names.
create table duty.org_succession (
    center_id bigint not null,
    from_org  bigint not null,
    to_org    bigint not null,
    kind      text not null check (kind in ('merge', 'split', 'rename')),
    at        date not null,
    primary key (center_id, from_org, to_org, at),
    foreign key (center_id, from_org) references duty.org_unit (center_id, org_id),
    foreign key (center_id, to_org) references duty.org_unit (center_id, org_id)
);

-- Other writings of a court's name met in hearing lists, matched once and remembered.
create table duty.org_alias (
    center_id bigint not null,
    alias     duty.name_text not null,
    org_id    bigint not null,
    primary key (center_id, alias),
    foreign key (center_id, org_id) references duty.org_unit (center_id, org_id)
);
