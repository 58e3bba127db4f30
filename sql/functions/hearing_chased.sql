-- What a message says that chases a confirmation: which hearing, and who was asked.
create or replace function duty.hearing_chased(p_hearing_id bigint, p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'court', o.name,
        'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI'),
        'room', room_told(h.room), 'state', h.state, 'mode', h.mode, 'provider', n.full_name)
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
    join provider p on p.center_id = h.center_id and p.provider_id = p_provider
    join person n on n.center_id = p.center_id and n.person_id = p.person_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
$$;
grant execute on function duty.hearing_chased(bigint, bigint) to duty_guard;
