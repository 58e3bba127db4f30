-- Mail that comes back, and addresses nothing is sent to any more.

-- An address from which messages came back, which was refused, or of which somebody said that it is not
-- theirs. Nothing goes there until a coordinator ends this.
create table duty.suppression (
    center_id      bigint not null references duty.center,
    suppression_id bigint not null generated always as identity,
    channel        duty.channel not null,
    address        text collate "C" not null check (address = lower(address)),
    reason         text not null check (reason in ('bounce', 'refused', 'wrong')),
    notice_id      bigint, -- whose message showed it
    created_at     timestamptz not null,
    ended_at       timestamptz,
    ended_by       bigint,
    primary key (center_id, suppression_id),
    foreign key (center_id, notice_id) references duty.notice (center_id, notice_id),
    foreign key (center_id, ended_by) references duty.account (center_id, account_id),
    check (ended_by is null or ended_at is not null)
);
create unique index suppression_open on duty.suppression (center_id, channel, address)
    where ended_at is null;

-- An event that is asked for again after it was taken back at this address: its mails count on from the
-- cancellation (RFC 5546 2.1.4), so their SEQUENCE is the feed's and this.
alter table duty.invite add column sequence_ahead integer not null default 0 check (sequence_ahead >= 0);
