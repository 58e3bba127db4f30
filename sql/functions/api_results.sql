-- What became of each of the rows a program sent, in their order: {id, verdict, and errors or what the
-- hearing is now}. p_batch_id: where the good ones went, null when none said anything new. A row that
-- said nothing new is not kept in it: then its hearing is the same.
create or replace function duty.api_results(p_batch_id bigint, p_rows jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_known constant jsonb := (select coalesce(jsonb_object_agg(uid, hearing_id), '{}')
        from hearing_origin where center_id = current_center() and door = 'api' and recurrence = ''
            and source_id = current_org()
            and uid = any (array(select r ->> 'uid' from jsonb_array_elements(p_rows) r)));
begin
    return (
        with said as materialized (
            select x.n, x.row, case when x.row -> 'errors' <> '[]' then 'bad'
                    else coalesce(r.verdict, 'same') end as verdict, r.errors,
                coalesce(r.hearing_id, (v_known ->> (x.row ->> 'uid'))::bigint) as hearing_id
            from jsonb_array_elements(p_rows) with ordinality x(row, n)
            left join import_row r on r.center_id = current_center() and r.batch_id = p_batch_id
                and r.row_no = (x.row ->> 'row')::integer)
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', nullif(s.row ->> 'uid', ''),
            'verdict', s.verdict, 'errors', case when s.row -> 'errors' <> '[]' then s.row -> 'errors'
                when s.verdict = 'bad' then s.errors end))
            || case when s.verdict = 'bad' or h.hearing_id is null then '{}'
                else jsonb_build_object('etag', h.etag, 'hearing', h.body) end order by s.n)
        from said s
        left join api_hearings(array(select hearing_id from said)) h on h.hearing_id = s.hearing_id);
end $$;
grant execute on function duty.api_results(bigint, jsonb) to duty_app;
