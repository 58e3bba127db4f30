-- Locks the roster of a month whose draft somebody wants to change, provided that it still is the
-- draft they were looking at. Null month or version: refused.
create or replace function duty.draft_seen(p_month text, p_version text) returns duty.roster
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_version constant bigint := arg_int('version', p_version, true);
    v_roster roster;
begin
    perform write_lock();
    select * into v_roster from roster
        where center_id = current_center() and lower(period) = v_month for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    if v_roster.draft_version <> v_version then
        perform fail('error.draft.stale', 'DU409');
    end if;
    return v_roster;
end $$;
grant execute on function duty.draft_seen(text, text) to duty_app;
