-- Applies one row of a list; returns how many people are told.
create or replace function duty.import_apply(p_row duty.import_row) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_fields constant jsonb := p_row.fields;
    v_starts constant timestamp := ((v_fields ->> 'date') || ' ' || (v_fields ->> 'time'))::timestamp;
    v_ends constant timestamp := coalesce(
        ((v_fields ->> 'date') || ' ' || (v_fields ->> 'end_time'))::timestamp,
        hearing_ends(p_row.hearing_id, v_starts));
    v_done jsonb;
begin
    v_done := hearing_put(p_row.hearing_id, jsonb_build_object('code', v_fields ->> 'case_code',
        'starts', v_starts, 'ends', v_ends)
            || (v_fields - '{case_code,date,time,end_time,court,was,changes}'::text[]),
        p_row.batch_id);
    update import_row set hearing_id = (v_done ->> 'hearing_id')::bigint
        where center_id = p_row.center_id and batch_id = p_row.batch_id and n = p_row.n;
    return (v_done ->> 'told')::integer;
end $$;
grant execute on function duty.import_apply(duty.import_row) to duty_app;
