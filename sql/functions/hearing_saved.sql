-- What became of a hearing just saved: who appears, a clash, late notice, who was told and how far
-- the message came; null when there is none.
create or replace function duty.hearing_saved(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'at', wall(h.starts),
        'provider', string_agg(t.name, ', ' order by t.name),
        'clash', coalesce(bool_or(a.state = 'clash'), false), 'late', (
            select to_jsonb(e) from late_hearing e
            where e.center_id = h.center_id and e.hearing_id = h.hearing_id),
        'told', hearing_told(h.hearing_id))
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
        and a.state <> 'released'
    left join staff() t on t.provider_id = a.provider_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
    group by h.center_id, h.hearing_id, l.code
$$;
grant execute on function duty.hearing_saved(bigint) to duty_app;
