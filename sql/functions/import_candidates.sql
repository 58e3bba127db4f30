-- Pairs of a row and a scheduled hearing of its case that may belong together: on the same day
-- (nearest hour first), or, when not, rows and future hearings no pair has taken yet.
create or replace function duty.import_candidates(p_batch_id bigint, p_same_day boolean)
    returns table (n integer, case_id bigint, hearing_id bigint)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
        select r.n, h.case_id, h.hearing_id
        from import_row r
        join legal_case l on l.center_id = r.center_id
            and l.court_id = (r.fields ->> 'court_id')::bigint and l.code = r.fields ->> 'case_code'
        join hearing h on h.center_id = l.center_id and h.case_id = l.case_id and h.state = 'scheduled'
        where r.center_id = current_center() and r.batch_id = p_batch_id and r.verdict <> 'bad'
            and r.hearing_id is null
            and case when p_same_day then h.starts::date = (r.fields ->> 'date')::date
                else lower(h.during) > duty.now() and not exists (select from import_row t
                    where t.center_id = r.center_id and t.batch_id = r.batch_id
                        and t.hearing_id = h.hearing_id) end
        order by abs(extract(epoch from h.starts
            - ((r.fields ->> 'date') || ' ' || (r.fields ->> 'time'))::timestamp)), r.n, h.hearing_id;
end $$;
grant execute on function duty.import_candidates(bigint, boolean) to duty_app;
