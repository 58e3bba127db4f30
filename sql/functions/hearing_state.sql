-- Everything about a hearing that a change of it is judged by. seat: where the provider must sit, when
-- that is not the court room.
create or replace function duty.hearing_state(p_hearing_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'court', o.name,
            'date', to_char(h.starts, 'YYYY-MM-DD'), 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'mode', h.mode,
            'state', h.state, 'judge', h.judge, 'kind', h.kind, 'subject', l.subject,
            'providers', array(select a.provider_id from appearance a
                where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                    and a.state <> 'released' order by a.provider_id))
            || case when h.mode = 'in_person' then '{}' else (
                select jsonb_build_object('points', coalesce(jsonb_agg(jsonb_build_object(
                        'kind', p.kind, 'place', p.place, 'provider_sits', p.provider_sits)
                        order by p.n), '[]'),
                    'seat', max(p.place) filter (where p.provider_sits and p.kind = 'component'))
                from hearing_point p
                where p.center_id = h.center_id and p.hearing_id = h.hearing_id) end
            || case when h.state in ('scheduled', 'held') then '{}' else jsonb_build_object(
                'reason', h.reason, 'decided_on', h.decided_on, 'latest_on', h.latest_on,
                'law', h.law) end
            || jsonb_strip_nulls(jsonb_build_object('follows_id', h.follows_id))
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where h.center_id = current_center() and h.hearing_id = p_hearing_id);
end $$;
grant execute on function duty.hearing_state(bigint) to duty_app;
