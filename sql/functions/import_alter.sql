-- Applies the rows of a batch that change or cancel hearings which concern nobody, all at once
-- (hearing_alter), and says which (n): those of time, room, judge, kind and state alone. When the
-- database refuses one of them, none is applied here: row by row they go on (import_rows).
create or replace function duty.import_alter(p_batch_id bigint, p_verdict text, p_door text)
    returns integer[]
language plpgsql set search_path = duty, pg_temp as $$
begin
    return array(select hearing_alter((
        select jsonb_agg(import_fields(r.hearing_id, r.fields)
            || jsonb_build_object('n', r.n, 'hearing_id', r.hearing_id) order by r.n)
        from import_row r
        where r.center_id = current_center() and r.batch_id = p_batch_id and r.verdict = p_verdict
            and '["date", "time", "end_time", "room", "judge", "kind", "state"]' @> (r.fields -> 'changes')),
        p_batch_id, p_door));
exception when integrity_constraint_violation or data_exception then
    return '{}';
end $$;
grant execute on function duty.import_alter(bigint, text, text) to duty_app;
