-- What a provider is committed to in this time, other than this hearing. A clerk learns of another
-- court's hearing only that there is one.
create or replace function duty.hearing_clash(
    p_provider bigint, p_during tstzrange, p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind,
            'what', case k.kind when 'duty' then d.name else l.code end,
            'starts', to_char(lower(k.during) at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'),
            'ends', to_char(upper(k.during) at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI'))
            order by k.during), '[]')
    from commitment k
    join center c on c.center_id = k.center_id
    left join assignment a on a.center_id = k.center_id and k.kind = 'duty'
        and a.assignment_id = k.ref_id
    left join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
    left join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join hearing h on h.center_id = k.center_id and k.kind = 'hearing'
        and h.hearing_id = k.ref_id
    left join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where k.center_id = current_center() and k.provider_id = p_provider and k.during && p_during
        and (k.kind, k.ref_id) is distinct from ('hearing', p_hearing_id)
$$;
grant execute on function duty.hearing_clash(bigint, tstzrange, bigint) to duty_app;
