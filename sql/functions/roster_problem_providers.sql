-- The people of the engine's problem. Busy: approved absences, hearings (with the court's place,
-- online ones from anywhere), and duties of neighbouring rosters. The ledger leaves out this roster's
-- own duties; who has none starts at the average of the others, in proportion to the share of load.
create or replace function duty.roster_problem_providers(p_roster_id bigint, p_start timestamptz)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_near constant integer := rule_value('roster.neighbour_days');
    v_period daterange;
    v_zone text;
    v_window tstzrange;
    v_result jsonb;
begin
    select r.period, c.zone into v_period, v_zone
        from roster r join center c on c.center_id = r.center_id
        where r.center_id = v_center and r.roster_id = p_roster_id;
    v_window := tstzrange((lower(v_period) - v_near)::timestamp at time zone v_zone,
        (upper(v_period) + v_near)::timestamp at time zone v_zone);
    with busy as (
        select provider_id, during, null::bigint as place, 'absence' as why, kind as ref,
            null::boolean as night, null::integer as day
        from absence
        where center_id = v_center and state = 'approved' and during && v_window
        union all
        select a.provider_id, h.during, case when h.mode <> 'online' then o.place_id end, 'hearing',
            h.hearing_id::text, null, null
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where a.center_id = v_center and a.state in ('assigned', 'clash')
            and h.state = 'scheduled' and h.starts >= (lower(v_period) - v_near)::timestamp
            and h.starts < (upper(v_period) + v_near)::timestamp
        union all
        select a.provider_id, s.during, d.place_id, 'duty', s.shift_id::text,
            s.is_night, s.duty_day - lower(v_period)
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where a.center_id = v_center and a.state = 'published' and s.roster_id <> p_roster_id
            and s.during && v_window
    ), points as (
        select e.provider_id, e.point_kind, sum(e.points) as points
        from ledger_entry e
        left join assignment a on a.center_id = e.center_id and a.assignment_id = e.assignment_id
        left join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where e.center_id = v_center and s.roster_id is distinct from p_roster_id
        group by e.provider_id, e.point_kind
    ), average as (
        select k as point_kind, coalesce(sum(pt.points) * 100.0 / nullif(sum(p.share), 0), 0) as full_load
        from unnest(array['night', 'weekend', 'holiday', 'tet', 'day']) k
        cross join (select provider_id, share from provider where center_id = v_center
            and class <> 'collaborator' and provider_id in (select provider_id from points)) p
        left join points pt on pt.provider_id = p.provider_id and pt.point_kind = k
        group by k
    )
    select coalesce(jsonb_agg(jsonb_build_object('id', p.provider_id, 'class', p.class,
        'skills', array(select skill from provider_skill k
            where k.center_id = v_center and k.provider_id = p.provider_id order by skill),
        'home', p.home_place,
        'areas', array(select area_id from area_charge g where g.center_id = v_center
            and g.provider_id = p.provider_id and g.valid && v_period order by area_id),
        'credentials', (
            select coalesce(jsonb_agg(jsonb_build_array(
                (coalesce(lower(w), lower(v_period) - 366) - lower(v_period)) * 1440,
                (coalesce(upper(w), upper(v_period) + 366) - lower(v_period)) * 1440) order by w), '[]')
            from (select unnest(range_agg(valid)) as w from credential d
                  where d.center_id = v_center and d.provider_id = p.provider_id) merged
            where w && v_period),
        'busy', (
            select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                'start', roster_minute(lower(b.during), p_start),
                'end', roster_minute(upper(b.during), p_start), 'place', b.place, 'why', b.why,
                'ref', b.ref, 'night', b.night, 'day', b.day)) order by b.during, b.why, b.ref), '[]')
            from busy b where b.provider_id = p.provider_id),
        'wishes', (
            select coalesce(jsonb_agg(jsonb_build_object('day', w.day - lower(v_period),
                'weight', w.weight) order by w.day), '[]')
            from preference w where w.center_id = v_center and w.provider_id = p.provider_id
                and v_period @> w.day),
        'ledger', coalesce(
            (select jsonb_object_agg(point_kind, points) from points o
             where o.provider_id = p.provider_id),
            (select jsonb_object_agg(point_kind, round(full_load * p.share / 100)) from average),
            '{}'),
        'share', p.share, 'max_per_week', p.max_per_week, 'max_per_month', p.max_per_month)
        order by p.provider_id), '[]') into v_result
    from provider p where p.center_id = v_center;
    return v_result;
end $$;
grant execute on function duty.roster_problem_providers(bigint, timestamptz) to duty_app;
