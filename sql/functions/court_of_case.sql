-- The court a docket number stands under when this court speaks of it: the court itself, or, when it
-- has no such case and just one other court of its line has one that still goes on on that day (a
-- hearing then or to come, or put off and not set again), that one. A new court begins its numbers
-- anew: what is over stays what it was. Two merged courts may both have
-- given a number; then nobody but a person can tell.
create or replace function duty.court_of_case(p_court bigint, p_code text, p_day date)
    returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_other bigint;
begin
    if not exists (select from legal_case
            where center_id = current_center() and court_id = p_court and code = p_code) then
        select min(l.court_id) into v_other from legal_case l
            where l.center_id = current_center() and l.code = p_code
                and l.court_id in (select court_line(p_court))
                and exists (select from hearing h
                    where h.center_id = l.center_id and h.case_id = l.case_id
                        and (h.starts >= p_day
                            or h.state = 'scheduled' and upper(h.during) > duty.now()
                            or h.state in ('adjourned', 'suspended') and not exists (
                                select from hearing f where f.center_id = h.center_id
                                    and f.follows_id = h.hearing_id and f.state <> 'cancelled')))
            having count(*) = 1;
    end if;
    return coalesce(v_other, p_court);
end $$;
grant execute on function duty.court_of_case(bigint, text, date) to duty_app;
