-- Locks the roster of a shift whose people somebody wants to change, provided that its draft still
-- is the one they were looking at.
create or replace function duty.draft_of_shift(p_shift text, p_version text) returns duty.roster
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_shift constant bigint := arg_int('shift', p_shift, true);
    v_month text;
begin
    select to_char(lower(r.period), 'YYYY-MM') into v_month
        from shift s join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
        where s.center_id = current_center() and s.shift_id = v_shift;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return draft_seen(v_month, p_version);
end $$;
grant execute on function duty.draft_of_shift(text, text) to duty_app;
