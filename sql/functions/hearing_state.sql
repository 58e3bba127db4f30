-- Everything about a hearing that a change of it is judged by.
create or replace function duty.hearing_state(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select hearing_snapshot(h.hearing_id) || jsonb_build_object('judge', h.judge, 'kind', h.kind,
        'subject', l.subject, 'providers', array(select a.provider_id from appearance a
            where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                and a.state <> 'released' order by a.provider_id))
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
$$;
grant execute on function duty.hearing_state(bigint) to duty_app;
