-- Ends a calendar address: it is not asked any more. The hearings it brought stay as they are; a
-- calendar that is being taken in part by part ends with what is in, which can be taken back.
create or replace function duty.source_remove(p_source_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_old constant record := source_open(p_source_id);
    v_taking constant bigint := import_taking('poll', v_old.source_id);
begin
    if v_taking is not null then
        perform import_break_off(v_taking);
    end if;
    update calendar_source set ended_at = duty.now(), account_id = current_account(),
            changed_at = duty.now(), lease = null, lease_until = null, lease_pid = null
        where center_id = current_center() and source_id = v_old.source_id;
    perform audit_add('source.remove', 'source', v_old.source_id::text,
        jsonb_build_object('name', v_old.org, 'shown', v_old.shown));
    return jsonb_build_object('source_id', v_old.source_id);
end $$;
grant execute on function duty.source_remove(text) to duty_app;
