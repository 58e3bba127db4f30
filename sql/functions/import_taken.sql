-- The hours at which cases have scheduled hearings.
create or replace function duty.import_taken()
    returns table (court_id bigint, code text, starts timestamp)
language sql stable as $$
    select l.court_id, l.code::text, h.starts
    from duty.hearing h
    join duty.legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = duty.current_center() and h.state = 'scheduled'
$$;
grant execute on function duty.import_taken() to duty_app;
