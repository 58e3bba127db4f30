-- Applies one row: returns how many people are told, or null when the database refuses it. Then
-- nothing of it stands, and the row carries the reason. Only what is wrong with the row is caught: not
-- a lock, a time limit or a fault of ours.
create or replace function duty.import_try(p_row duty.import_row, p_door text) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_field text := 'time';
    v_key text := 'intake.error.hour_taken'; -- the case has a hearing at that hour
begin
    return import_apply(p_row, p_door);
exception when others then
    if sqlstate !~ '^(22|23|DU4)' then
        raise;
    elsif sqlstate <> '23505' then
        v_field := 'case_code';
        v_key := 'intake.error.refused';
    end if;
    update import_row set errors = jsonb_build_array(jsonb_build_object('field', v_field, 'value',
            left(p_row.fields ->> v_field, 90), 'key', v_key))
        where center_id = p_row.center_id and batch_id = p_row.batch_id and n = p_row.n;
    return null;
end $$;
grant execute on function duty.import_try(duty.import_row, text) to duty_app;
