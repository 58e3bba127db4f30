-- A hearing as its form starts when it is changed; null when there is none.
create or replace function duty.hearing_filled(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('court_id', l.court_id::text, 'code', l.code, 'subject', l.subject,
        'date', to_char(h.starts, 'DD/MM/YYYY'), 'time', to_char(h.starts, 'HH24:MI'),
        'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'judge', h.judge,
        'mode', h.mode, 'kind', h.kind, 'state', h.state,
        'sequence', hearing_changes(h.hearing_id)::text,
        'reason', h.reason,
        'component', (select string_agg(place, '; ' order by provider_sits desc, n) from hearing_point p
            where p.center_id = h.center_id and p.hearing_id = h.hearing_id and kind = 'component'),
        'sits', (select kind from hearing_point p where p.center_id = h.center_id
            and p.hearing_id = h.hearing_id and provider_sits),
        'provider_id', (select a.provider_id::text from appearance a
            where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                and a.state <> 'released' limit 1))
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
$$;
grant execute on function duty.hearing_filled(bigint) to duty_app;
