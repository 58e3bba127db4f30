-- One hearing: as it is, how it came about, who appears, who was told, and who confirmed.
create or replace function duty.page_hearing(p_hearing_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_page jsonb;
    v_sees boolean;
begin
    select sees_subject(a.provider_id), jsonb_build_object('hearing_id', h.hearing_id,
            'sequence', h.sequence, 'case_id', h.case_id, 'court_id', l.court_id,
            'court', org_called(o, h.starts::date),
            'code', l.code, 'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'room', h.room, 'judge', h.judge,
            'mode', h.mode, 'kind', h.kind, 'state', h.state, 'batch_id', h.batch_id,
            'changed_at', wall(h.changed_at at time zone h.zone),
            'decided_on', h.decided_on, 'latest_on', h.latest_on, 'legal_basis', (
                select legal_basis from rule where key = h.law and valid @> h.decided_on),
            'late', hearing_late(h.hearing_id), 'provider_id', a.provider_id, 'provider', (
                select string_agg(s.name, ', ' order by s.name collate "vi-x-icu")
                from appearance e join staff() s on s.provider_id = e.provider_id
                where e.center_id = h.center_id and e.hearing_id = h.hearing_id
                    and e.state <> 'released'), 'phone', t.phone,
            'clash', case a.state when 'clash'
                then hearing_clash(a.provider_id, h.during, h.hearing_id) else '[]' end,
            'subject', case when sees_subject(a.provider_id) then l.subject end,
            'reason', case when sees_subject(a.provider_id) then h.reason end)
        into v_sees, v_page
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
            and a.state <> 'released'
        left join staff() t on t.provider_id = a.provider_id
        where h.center_id = v_center and h.hearing_id = v_id
        order by a.provider_id is distinct from current_provider(), a.state <> 'clash', a.provider_id
        limit 1;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page || jsonb_build_object('can_write', may('hearing.write'),
        'can_put_off', may('hearing.write') and v_page ->> 'state' = 'scheduled',
        'can_go_on', may('hearing.write') and v_page ->> 'state' in ('adjourned', 'suspended'),
        'has_evidence', v_page ->> 'state' in ('adjourned', 'suspended', 'cancelled'),
        'is_online', v_page ->> 'mode' <> 'in_person' and may('hearing.secret'),
        'points', hearing_state(v_id) -> 'points', 'follows', hearing_next(v_id, true),
        'next', hearing_next(v_id, false), 'changes', hearing_history(v_id, v_sees),
        'confirms', case when current_actor() <> 'provider' or v_sees
            then hearing_confirms(v_id) else '[]' end,
        'answers', case when current_actor() in ('coordinator', 'director', 'administrator')
            then invite_answers(v_id) else '[]' end,
        'told', case when current_actor() <> 'provider' then hearing_told(v_id) else '[]' end);
end $$;
grant execute on function duty.page_hearing(text) to duty_app;
