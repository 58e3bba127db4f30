-- One provider: who they are, papers, skills, areas, how to reach them, absences, wishes, and for
-- coordinator and administrator their conflicts of interest.
create or replace function duty.page_person(p_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := provider_known(p_id);
    v_zone text;
    v_today date;
    v_plans constant boolean := current_actor() in ('coordinator', 'administrator');
    v_page jsonb;
begin
    select zone, duty.today(zone) into v_zone, v_today from center where center_id = v_center;
    select to_jsonb(r) || jsonb_build_object('days_left', r.ends - v_today, 'today', v_today,
            'is_valid', r.state = 'valid', 'is_ending', r.state = 'ending',
            'is_ended', r.state = 'ended', 'reachable', r.verified >= 2,
            'can_write', may('people.write'), 'plans', v_plans, 'language', n.language,
            'place', l.name, 'max_per_week', p.max_per_week,
            'max_per_month', p.max_per_month, 'credential_kind', credential_kind(p.class),
            'login', (select login from account where center_id = v_center
                and person_id = p.person_id and role = 'provider'),
            'form', jsonb_build_object('name', r.name, 'class', r.class,
                'branch_id', r.branch_id::text, 'home_place', p.home_place::text,
                'share', r.share, 'max_per_week', p.max_per_week,
                'max_per_month', p.max_per_month, 'first_day', r.first_day,
                'last_day', r.last_day, 'language', n.language))
        into v_page
        from people_rows(v_today) r
        join provider p on p.center_id = v_center and p.provider_id = r.provider_id
        join person n on n.center_id = v_center and n.person_id = r.person_id
        left join place l on l.center_id = v_center and l.place_id = p.home_place
        where r.provider_id = v_id;
    return v_page || person_records(v_id, v_today) || jsonb_build_object(
        'uncovered', provider_duties_left(v_id),
        'absences', absence_list(v_id, null), 'busy', busy_coming(v_id),
        'conflicts', case when v_plans then conflict_list(v_id) end,
        'wishes', (
            select coalesce(jsonb_agg(jsonb_build_object('day', day,
                'level', wish_level(weight)) order by day), '[]')
            from preference where center_id = v_center and provider_id = v_id and day >= v_today),
        'options', jsonb_build_object('branch_id', people_branches(),
            'home_place', people_places(),
            'class', options(array['officer', 'contract_lawyer', 'collaborator']),
            'language', options(array['vi', 'km', 'en']), 'channel', options(array['sms', 'mail']),
            'area_id', (
                select coalesce(jsonb_agg(jsonb_build_object('value', area_id::text, 'name', name)
                    order by name collate "vi-x-icu"), '[]')
                from area where center_id = v_center),
            'conflict_with', case when v_plans then conflict_choices() end));
end $$;
grant execute on function duty.page_person(text) to duty_app;
