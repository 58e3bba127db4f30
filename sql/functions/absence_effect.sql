-- What an absence would hit, before it is saved: the person's duties, published or drafted, with who
-- is left on the post in those hours and how many places stay empty; their hearings; and who is away
-- at the same time. Approving it hits exactly these duties.
create or replace function duty.absence_effect(p_provider bigint, p_during tstzrange) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_duties jsonb;
begin
    with stood as (
        select x.shift_id, x.provider_id, bool_or(x.published) as published
        from (select shift_id, provider_id, true as published from assignment
              where center_id = v_center and state = 'published'
              union all
              select shift_id, provider_id, false from draft_assignment
              where center_id = v_center) x
        group by x.shift_id, x.provider_id)
    select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
            'kind', d.kind, 'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends),
            'month', to_char(s.duty_day, 'YYYY-MM'), 'published', m.published,
            'empty', greatest(s.needed - (select count(*) from stood o where o.shift_id = s.shift_id
                and o.provider_id <> p_provider and (o.published or not m.published)), 0),
            'remain', (
                select coalesce(jsonb_agg(distinct jsonb_build_object('name', t.name,
                    'role', os.role)), '[]')
                from shift os
                join stood o on o.shift_id = os.shift_id and o.provider_id <> p_provider
                    and (o.published or not m.published)
                join staff() t on t.provider_id = o.provider_id
                where os.center_id = v_center and os.post_id = s.post_id
                    and os.during && (s.during * p_during)))
            order by s.starts, s.shift_id), '[]')
        into v_duties
        from stood m
        join shift s on s.center_id = v_center and s.shift_id = m.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where m.provider_id = p_provider and s.during && p_during and upper(s.during) > duty.now();
    return jsonb_build_object('duties', v_duties,
        'published', jsonb_path_exists(v_duties, '$[*] ? (@.published == true)'),
        'hearings', (
            select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
                'code', l.code, 'court', o.name, 'starts', wall(h.starts), 'ends', wall(h.ends))
                order by h.starts), '[]')
            from appearance a
            join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
                and h.state = 'scheduled' and h.during && p_during
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
            where a.center_id = v_center and a.provider_id = p_provider and a.state <> 'released'),
        'away', (
            select coalesce(jsonb_agg(jsonb_build_object('name', t.name)
                || absence_when(b.during) order by b.during, t.name), '[]')
            from absence b join staff() t on t.provider_id = b.provider_id
            where b.center_id = v_center and b.state = 'approved' and b.during && p_during
                and b.provider_id <> p_provider));
end $$;
grant execute on function duty.absence_effect(bigint, tstzrange) to duty_app;
