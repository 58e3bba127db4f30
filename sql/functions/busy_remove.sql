-- Takes an own calendar back: its address and all that was ever read from it are gone at once.
create or replace function duty.busy_remove(p_busy_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform write_lock();
    delete from busy_source where center_id = current_center()
        and provider_id = current_provider() and busy_id = arg_int('busy_id', p_busy_id, true);
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    perform audit_add('busy.remove', 'provider', current_provider()::text, '{}');
    return '{}';
end $$;
grant execute on function duty.busy_remove(text) to duty_app;
