-- A list's preview or result: the batch, its counts, its rows (at most 500; the counts are of all).
create or replace function duty.page_import(p_batch_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
    v_page jsonb;
begin
    select jsonb_build_object('batch_id', b.batch_id, 'filename', b.filename, 'sha256', b.sha256,
            'state', b.state, 'sheets', b.sheets, 'court_id', b.court_id, 'court', o.name,
            'created_at', to_char(b.created_at at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'),
            'committed_at', to_char(b.committed_at at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'),
            'by', p.full_name, 'counts', import_counts(b.batch_id), 'door', b.door,
            'is_preview', b.state = 'preview', 'can_undo', b.state = 'committed',
            'can_map', import_sheet(b.sheets) is not null and exists (select from import_document d
                where d.center_id = b.center_id and d.batch_id = b.batch_id),
            'kept', import_kept(b.counts -> 'kept'))
        into v_page
        from import_batch b
        join center c on c.center_id = b.center_id
        left join account a on a.center_id = b.center_id and a.account_id = b.account_id
        left join person p on p.center_id = a.center_id and p.person_id = a.person_id
        left join org_unit o on o.center_id = b.center_id and o.org_id = b.court_id
        where b.center_id = current_center() and b.batch_id = v_batch;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page || jsonb_build_object('bad', import_bad(v_batch), 'rows', (
        select coalesce(jsonb_agg(jsonb_build_object('n', r.n, 'sheet', r.sheet, 'row', r.row_no,
            'verdict', r.verdict, 'hearing_id', r.hearing_id, 'code', r.fields ->> 'case_code',
            'starts', (r.fields ->> 'date') || 'T' || (r.fields ->> 'time'),
            'court', o.name, 'room', r.fields ->> 'room', 'mode', r.fields ->> 'mode',
            'is_past', coalesce((r.fields -> 'was' -> 'is_past')::boolean, false),
            'changes', import_changes_shown(r.fields),
            'other_day', case when r.verdict = 'new' and v_page ->> 'state' = 'preview'
                then import_other_day(r) end) order by r.n), '[]')
        from (select * from import_row where center_id = current_center() and batch_id = v_batch
                  and verdict <> 'bad'
              order by n limit 500) r
        join org_unit o on o.center_id = r.center_id
            and o.org_id = (r.fields ->> 'court_id')::bigint));
end $$;
grant execute on function duty.page_import(text) to duty_app;
