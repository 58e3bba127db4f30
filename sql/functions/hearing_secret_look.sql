-- How to enter an online hearing, sealed: the daemon opens it for this one answer (page.sealed, bound
-- to page.bound). Every look at something that is there is on record.
create or replace function duty.hearing_secret_look(p_hearing_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_bound constant text := hearing_secret_for(p_hearing_id) #>> '{}';
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_page jsonb;
begin
    select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'court', o.name,
            'at', wall(h.starts), 'mode', h.mode, 'state', h.state, 'bound', v_bound,
            'points', hearing_state(v_id) -> 'points', 'seat', hearing_state(v_id) -> 'seat',
            'sealed', s.sealed, 'set_at', wall(s.set_at at time zone h.zone), 'by', n.full_name,
            'form', case when may('hearing.write') then '{}'::jsonb end)
        into v_page
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join hearing_secret s on s.center_id = h.center_id and s.hearing_id = h.hearing_id
        left join account a on a.center_id = s.center_id and a.account_id = s.account_id
        left join person n on n.center_id = a.center_id and n.person_id = a.person_id
        where h.center_id = current_center() and h.hearing_id = v_id;
    if v_page ->> 'sealed' is not null then
        perform audit_add('hearing.look', 'hearing', v_id::text, '{}');
    end if;
    return v_page;
end $$;
grant execute on function duty.hearing_secret_look(text) to duty_app;
