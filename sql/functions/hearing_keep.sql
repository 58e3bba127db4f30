-- A change of who appears, from where, or of the case's subject is not in the hearing's own row: its
-- version and sequence rise here, unless hearing_write has raised them already.
create or replace function duty.hearing_keep(
    p_old duty.hearing, p_new duty.hearing, p_severity text) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_is_seen constant boolean := p_severity in ('shift', 'break');
begin
    if p_old.hearing_id is not null and (p_new.version is not distinct from p_old.version
            or v_is_seen and p_new.sequence = p_old.sequence) then
        update hearing set version = coalesce(p_old.version, 0) + 1,
                sequence = p_old.sequence + v_is_seen::integer,
                changed_at = case when v_is_seen then duty.now() else changed_at end
            where center_id = p_new.center_id and hearing_id = p_new.hearing_id;
    end if;
end $$;
grant execute on function duty.hearing_keep(duty.hearing, duty.hearing, text) to duty_app;
