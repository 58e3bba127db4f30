-- DELETE: the hearing will not be held. It stays on record as cancelled. Asking again changes nothing.
create or replace function duty.api_cancel(p_id text, p_reason text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := api_find(p_id);
    v_reason constant text := arg_text('reason', p_reason, 300);
    v_was constant jsonb := import_was(v_id);
begin
    if v_id is null then
        perform fail('error.api.not_found', 'DU404', p_field => 'id', p_value => p_id);
    end if;
    return api_one(jsonb_build_object('row', 1, 'uid', p_id, 'recurrence', '', 'status', 'CANCELLED',
        'errors', '[]'::jsonb, 'fields', jsonb_build_object('case_code', v_was -> 'case_code',
            'date', v_was -> 'date', 'time', v_was -> 'time', 'state', 'cancelled')
            || jsonb_strip_nulls(jsonb_build_object('reason', v_reason))));
end $$;
grant execute on function duty.api_cancel(text, text) to duty_app;
