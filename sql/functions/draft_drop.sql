-- Throws the proposal away that waits beside a month's draft; the draft stays as it is.
create or replace function duty.draft_drop(p_month text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_roster bigint;
begin
    perform write_lock();
    delete from draft_proposal p using roster r
        where p.center_id = current_center() and r.center_id = p.center_id
            and r.roster_id = p.roster_id and lower(r.period) = v_month
        returning r.roster_id into v_roster;
    if v_roster is null then
        perform fail('error.draft.no_proposal', 'DU409');
    end if;
    perform audit_add('draft.drop', 'roster', v_roster::text, jsonb_build_object('month', p_month));
    return jsonb_build_object('month', p_month);
end $$;
grant execute on function duty.draft_drop(text) to duty_app;
