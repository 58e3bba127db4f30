-- Pairs of a row and a scheduled hearing of its case that may belong together, rows and hearings
-- already paired aside: on the same day, nearest hour first, or, when not, future hearings.
create or replace function duty.import_candidates(
    p_batch_id bigint, p_same_day boolean, p_rows integer[], p_hearings bigint[])
    returns table (n integer, case_id bigint, hearing_id bigint)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
        with open_row as materialized (
            select r.n, (r.fields ->> 'court_id')::bigint as court_id, r.fields ->> 'case_code' as code,
                ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp as starts
            from import_row r
            where r.center_id = current_center() and r.batch_id = p_batch_id
                and r.verdict <> 'bad' and r.n <> all (p_rows))
        select r.n, h.case_id, h.hearing_id
        from open_row r
        join legal_case l on l.center_id = current_center() and l.court_id = r.court_id
            and l.code = r.code
        join hearing h on h.center_id = l.center_id and h.case_id = l.case_id
            and h.state = 'scheduled'
        where h.hearing_id <> all (p_hearings)
            and case when p_same_day then h.starts::date = r.starts::date
                else lower(h.during) > duty.now() end
        order by abs(extract(epoch from h.starts - r.starts)), r.n, h.hearing_id;
end $$;
grant execute on function duty.import_candidates(bigint, boolean, integer[], bigint[]) to duty_app;
