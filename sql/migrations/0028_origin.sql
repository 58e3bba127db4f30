-- A row of a list is known by what it said last time: looked up, not read through.
create index hearing_origin_of_digest on duty.hearing_origin (center_id, digest);
