-- What a door calls a hearing: the event's own number, or, in lists, which have none, the hearing's.
create or replace function duty.import_uid(p_uid text, p_hearing_id bigint) returns text
language sql immutable as $$ select coalesce(nullif(p_uid, ''), 'hearing-' || p_hearing_id::text) $$;
grant execute on function duty.import_uid(text, bigint) to duty_app;
