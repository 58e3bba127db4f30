-- The people of the engine's problem: who is here on some day of the period. Busy: approved absences,
-- hearings (with the court's place, online ones from anywhere), and the duties of neighbouring
-- rosters, published or drafted. Credentials: the days their class's papers cover, from the first day
-- here to the last.
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
        select provider_id, during, null::bigint as place, 'absence' as why,
            absence_id::text as ref, null::boolean as night, null::integer as day
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
        select n.provider_id, s.during, d.place_id, 'duty', s.shift_id::text,
            s.is_night, s.duty_day - lower(v_period)
        from shift s
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        cross join lateral (
            select a.provider_id from assignment a
            where a.center_id = v_center and a.shift_id = s.shift_id and a.state = 'published'
            union
            select a.provider_id from draft_assignment a
            where a.center_id = v_center and a.shift_id = s.shift_id) n
        where s.center_id = v_center and s.roster_id <> p_roster_id and s.during && v_window
            and s.starts >= (lower(v_period) - v_near - 2)::timestamp
            and s.starts < (upper(v_period) + v_near + 2)::timestamp
    )
    select coalesce(jsonb_agg(jsonb_build_object('id', p.provider_id, 'class', p.class,
        'skills', array(select skill from provider_skill k
            where k.center_id = v_center and k.provider_id = p.provider_id order by skill),
        'home', p.home_place,
        'areas', array(select distinct area_id from area_charge g where g.center_id = v_center
            and g.provider_id = p.provider_id and g.valid && v_period order by area_id),
        'credentials', (
            select coalesce(jsonb_agg(jsonb_build_array(
                (coalesce(lower(w), lower(v_period) - 366) - lower(v_period)) * 1440,
                (coalesce(upper(w), upper(v_period) + 366) - lower(v_period)) * 1440) order by w), '[]')
            from unnest(credential_days(p.provider_id)) w where w && v_period),
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
        'ledger', l.ledger, 'share', p.share, 'max_per_week', p.max_per_week,
        'max_per_month', p.max_per_month)
        order by p.provider_id), '[]') into v_result
    from provider p
    join roster_problem_ledger(p_roster_id) l on l.provider_id = p.provider_id
    where p.center_id = v_center and daterange(p.first_day, p.last_day, '[]') && v_period;
    return v_result;
end $$;
grant execute on function duty.roster_problem_providers(bigint, timestamptz) to duty_app;
