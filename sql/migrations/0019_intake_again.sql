-- Hearing intake once more: what was mended after the first whole reading.

drop function if exists duty.case_save(text, text, text, text),
    duty.party_save(text, text, text, text, text, text, text, text, text, text),
    duty.door_closed(timestamptz);

-- These take a hearing's row instead of its number.
drop function if exists duty.hearing_keep(duty.hearing, duty.hearing, text),
    duty.hearing_tell(bigint, jsonb, jsonb, bigint[], text, boolean),
    duty.hearing_ask(bigint, bigint[], jsonb, jsonb), duty.hearing_appear(bigint, bigint);
-- While the outbox is small and not yet counted, an index that begins with the Centre looks as good as
-- the one by dedupe_key, and the plan stays when it has grown.
drop index duty.notice_recent;
create index notice_recent on duty.notice (created_at desc, notice_id desc, center_id);

-- A calendar too large for one transaction. taking: a part of it is in, the rest waits.
alter table duty.import_batch
    drop constraint import_batch_state_check,
    add constraint import_batch_state_check
        check (state in ('preview', 'taking', 'committed', 'discarded', 'undone'));

-- Rows of a batch that is being taken in, as the parser read them (import_row). part: they are
-- applied part by part, all rows of a case in one, so that no other writer waits for long.
create table duty.import_waiting (
    center_id  bigint not null,
    batch_id   bigint not null,
    part       integer not null,
    n          integer not null,
    sheet      text not null,
    row_no     integer not null,
    fields     jsonb not null,
    verdict    text not null,
    uid        text not null,
    recurrence text not null,
    digest     text not null,
    primary key (center_id, batch_id, part, n),
    foreign key (center_id, batch_id) references duty.import_batch (center_id, batch_id) on delete cascade
);

-- It is a part of import_read now.
drop function if exists duty.import_gone(bigint);
-- It tells more of each pair.
drop function if exists duty.import_candidates(bigint, boolean);
-- It comes a page at a time.
drop function if exists duty.import_bad_rows(text);
