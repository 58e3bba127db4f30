-- The hearing a case already has in the future while a row makes it a new one: a list moves only what is
-- of the days it covers, so a person may want to look. Null when there is none.
create or replace function duty.import_other_day(p_row duty.import_row) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select wall(min(h.starts)) from legal_case l
        join hearing h on h.center_id = l.center_id and h.case_id = l.case_id
        where l.center_id = p_row.center_id and l.court_id = (p_row.fields ->> 'court_id')::bigint
            and l.code = p_row.fields ->> 'case_code' and h.state = 'scheduled'
            and lower(h.during) > duty.now());
end $$;
grant execute on function duty.import_other_day(duty.import_row) to duty_app;
