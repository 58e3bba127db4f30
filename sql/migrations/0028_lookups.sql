-- A row of a list is known by what it said last time: looked up, not read through.
create index hearing_origin_of_digest on duty.hearing_origin (center_id, digest);

-- The duties of a person are asked for once and handed on.
drop function if exists duty.barrier_duties(bigint, bigint, bigint[], boolean),
    duty.barrier_counts(bigint, bigint, bigint[], boolean),
    duty.barrier_weekly_rest(bigint, bigint, bigint[], boolean);
