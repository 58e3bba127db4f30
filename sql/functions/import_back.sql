-- The fields that make a hearing what it was in an earlier version; null: it was not there, so it is
-- cancelled.
create or replace function duty.import_back(p_hearing_id bigint, p_before jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_was constant jsonb := import_was(p_hearing_id);
begin
    if p_before is null then
        return jsonb_build_object('court_id', v_was -> 'court_id', 'code', v_was -> 'case_code',
            'starts', (v_was ->> 'date') || ' ' || (v_was ->> 'time'),
            'ends', (v_was ->> 'date') || ' ' || (v_was ->> 'end_time'), 'state', 'cancelled');
    end if;
    return (p_before - '{hearing_id,court,date,time,end_time,providers}'::text[])
        || jsonb_build_object('court_id', coalesce(p_before -> 'court_id', v_was -> 'court_id'),
            'starts', (p_before ->> 'date') || ' ' || (p_before ->> 'time'),
            'ends', (p_before ->> 'date') || ' ' || (p_before ->> 'end_time'));
end $$;
grant execute on function duty.import_back(bigint, jsonb) to duty_app;
