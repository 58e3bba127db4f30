-- Locks a batch that is still a preview; any other is refused.
create or replace function duty.import_open(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_state text;
begin
    select state into v_state from import_batch
        where center_id = current_center() and batch_id = p_batch_id for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v_state <> 'preview' then
        perform fail('error.import.done', 'DU409');
    end if;
end $$;
grant execute on function duty.import_open(bigint) to duty_app;
