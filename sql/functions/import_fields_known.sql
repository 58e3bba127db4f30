-- What a column of a list may be; '' leaves it to the parser, 'none' is nothing of ours.
create or replace function duty.import_fields_known() returns text[]
language sql immutable as $$
    select '{"",none,case_code,date,time,end_time,court,room,judge,subject,mode,kind}'::text[]
$$;
grant execute on function duty.import_fields_known() to duty_app;
