-- Rows that waited for a court: those of a preview are judged again, those of a list that was applied
-- are taken in now, the coming ones. A polled calendar is asked again at once: it may hold other events
-- by now. Returns how many people are told.
create or replace function duty.court_retake(p_name text) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_today constant text := (select today(zone)::text from center where center_id = v_center);
    v_told integer := 0;
    v_batch bigint;
    v record;
begin
    for v in
        select b.batch_id, b.state, b.door, b.source_id, array[b.filename, b.sha256] as name,
            jsonb_agg(jsonb_build_object('sheet', w.sheet, 'row', w.row_no, 'fields',
                w.fields - '{court_id,state}'::text[], 'errors', '[]'::jsonb, 'uid', w.uid,
                'recurrence', w.recurrence, 'status', upper(w.fields ->> 'state')) order by w.n)
                filter (where w.fields ->> 'date' >= v_today) as rows
        from court_waiting(p_name) w
        join import_batch b using (center_id, batch_id)
        where b.state in ('preview', 'committed')
        group by b.center_id, b.batch_id order by b.batch_id
    loop
        if v.state = 'preview' then
            perform import_recheck(v.batch_id);
        elsif v.door = 'poll' then
            update calendar_source set next_at = duty.now(), etag = '', last_modified = ''
                where center_id = v_center and source_id = v.source_id and ended_at is null;
            perform pg_notify('source', '');
        elsif v.rows is not null then
            v_batch := import_new(v.door, v.source_id, null, v.name,
                jsonb_build_object('rows', v.rows), false, false);
            perform import_match(v_batch);
            v_told := v_told + (import_run(v_batch, false) ->> 'told')::integer;
        end if;
    end loop;
    return v_told;
end $$;
grant execute on function duty.court_retake(text) to duty_app;
