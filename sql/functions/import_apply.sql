-- Applies one row of a list through the one door all end in; returns how many people are told.
create or replace function duty.import_apply(p_row duty.import_row, p_door text) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_done constant jsonb := hearing_put(p_row.hearing_id,
        import_fields(p_row.hearing_id, p_row.fields), p_row.batch_id, p_door);
begin
    update import_row set hearing_id = (v_done ->> 'hearing_id')::bigint, errors = '[]'
        where center_id = p_row.center_id and batch_id = p_row.batch_id and n = p_row.n;
    return (v_done ->> 'told')::integer;
end $$;
grant execute on function duty.import_apply(duty.import_row, text) to duty_app;
