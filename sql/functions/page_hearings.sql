-- Hearings of a span of days (empty: from today, thirty days), fifty to a page. q looks into the
-- docket number, room, judge and provider.
create or replace function duty.page_hearings(
    p_from text, p_to text, p_court text, p_q text, p_offset text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_from date := arg_date('from', p_from);
    v_to date := arg_date('to', p_to);
    v_court constant bigint := arg_int('court', p_court);
    v_q constant text := arg_text('q', p_q, 100);
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_zone text;
    v_found jsonb;
begin
    select zone into v_zone from center where center_id = current_center();
    v_from := coalesce(v_from, duty.today(v_zone));
    v_to := greatest(coalesce(v_to, v_from + 30), v_from);
    with found as materialized (
        select h.hearing_id, h.starts, h.ends, h.room, h.judge, h.mode, h.kind, h.state, h.sequence,
            l.code, l.subject, l.court_id, o.name as court, a.provider_id, t.name as provider,
            coalesce(a.state = 'clash', false) as clash
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
            and a.state <> 'released'
        left join staff() t on t.provider_id = a.provider_id
        where h.center_id = current_center() and h.starts >= v_from::timestamp
            and h.starts < v_to + interval '1 day'
            and (v_court is null or l.court_id = v_court)
            and (v_q is null or position(lower(v_q) in
                lower(concat_ws(' ', l.code, h.room, h.judge, t.name))) > 0))
    select jsonb_build_object('total', (select count(*) from found),
            'counts', (select coalesce(jsonb_object_agg(state, n), '{}')
                from (select state, count(*) as n from found group by state) s),
            'clashes', (select count(*) from found where clash and state = 'scheduled'),
            'hearings', coalesce(jsonb_agg(jsonb_build_object('hearing_id', f.hearing_id,
                'date', f.starts::date, 'time', to_char(f.starts, 'HH24:MI'),
                'end', to_char(f.ends, 'HH24:MI'), 'court_id', f.court_id, 'court', f.court,
                'code', f.code, 'room', f.room, 'judge', f.judge, 'mode', f.mode, 'kind', f.kind,
                'state', f.state, 'sequence', f.sequence, 'provider_id', f.provider_id,
                'provider', f.provider, 'clash', f.clash,
                'subject', case when sees_subject(f.provider_id) then f.subject end)
                order by f.starts, f.court collate "vi-x-icu", f.code, f.hearing_id), '[]'))
        into v_found
        from (select * from found order by starts, court collate "vi-x-icu", code, hearing_id
              limit 50 offset v_offset) f;
    return v_found || jsonb_build_object('form', jsonb_build_object('from', v_from, 'to', v_to,
            'court', v_court::text, 'q', v_q), 'options', jsonb_build_object('court', courts()),
        'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when (v_found ->> 'total')::bigint > v_offset + 50
            then v_offset + 50 end,
        'can_write', may('hearing.write'), 'can_import', may('hearing.import'));
end $$;
grant execute on function duty.page_hearings(text, text, text, text, text) to duty_app;
