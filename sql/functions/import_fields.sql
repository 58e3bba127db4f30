-- What a row asks of hearing_put: all it says for a new hearing, for a known one only what changes.
create or replace function duty.import_fields(p_hearing_id bigint, p_fields jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_was constant jsonb := p_fields -> 'was';
    v_said constant jsonb := case when v_was is null then p_fields else (
        select coalesce(jsonb_object_agg(k, coalesce(p_fields -> k, '"scheduled"')), '{}')
        from jsonb_array_elements_text(p_fields -> 'changes') k) end;
    v_all constant jsonb := coalesce(v_was, '{}') || v_said;
    v_starts constant timestamp := ((v_all ->> 'date') || ' ' || (v_all ->> 'time'))::timestamp;
    v_is_moved constant boolean := v_was is null or v_said ?| '{date,time}';
    v_end constant text := case when v_is_moved then p_fields else v_all end ->> 'end_time';
begin
    return (v_said - '{case_code,date,time,end_time,court,was,changes}'::text[])
        || jsonb_build_object('code', v_all -> 'case_code', 'court_id', v_all -> 'court_id',
            'reason', case when v_said ? 'state' then p_fields -> 'reason' end,
            'starts', v_starts, 'ends', coalesce(((v_all ->> 'date') || ' ' || v_end)::timestamp,
                hearing_ends(p_hearing_id, v_starts)));
end $$;
grant execute on function duty.import_fields(bigint, jsonb) to duty_app;
