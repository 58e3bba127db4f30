-- A change of who appears, from where, or of the case's subject is not in the hearing's own row: its
-- version and sequence rise here, unless hearing_write has raised them already. Returns the row as it
-- stands now.
create or replace function duty.hearing_keep(
    p_old duty.hearing, p_new duty.hearing, p_severity text) returns duty.hearing
language plpgsql set search_path = duty, pg_temp as $$
declare
    v hearing := p_new;
    v_is_seen constant boolean := p_severity in ('shift', 'break');
begin
    if p_old.hearing_id is not null and (v.version is not distinct from p_old.version
            or v_is_seen and v.sequence = p_old.sequence) then
        v.version := coalesce(p_old.version, 0) + 1;
        v.sequence := p_old.sequence + v_is_seen::integer;
        v.changed_at := case when v_is_seen then duty.now() else v.changed_at end;
        update hearing set version = v.version, sequence = v.sequence, changed_at = v.changed_at
            where center_id = v.center_id and hearing_id = v.hearing_id;
    end if;
    return v;
end $$;
grant execute on function duty.hearing_keep(duty.hearing, duty.hearing, text) to duty_app;
