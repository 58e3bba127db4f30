-- What concerns the person signed in: coming duties and hearings, and points against the average. Who
-- is no provider has none of it.
create or replace function duty.page_me() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_today date;
begin
    select duty.today(zone) into v_today from center where center_id = v_center;
    return jsonb_build_object('provider_id', v_me, 'today', v_today,
        'name', (select full_name from person where center_id = v_center
            and person_id = nullif(current_setting('app.person_id', true), '')::bigint),
        'contacts', (
            select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'address', address,
                'verified', verified_at is not null) order by channel desc, address), '[]')
            from contact where center_id = v_center
                and person_id = nullif(current_setting('app.person_id', true), '')::bigint),
        'duties', (
            select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id,
                'date', s.duty_day, 'starts', wall(s.starts), 'ends', wall(s.ends),
                'post', d.name, 'kind', d.kind, 'role', s.role, 'place', l.name,
                'partner', duty_partner(s.shift_id),
                'swap', me_swap(a.assignment_id)) order by s.starts), '[]')
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
            left join place l on l.center_id = d.center_id and l.place_id = d.place_id
            where a.center_id = v_center and a.provider_id = v_me and a.state = 'published'
                and s.ends >= v_today),
        'hearings', (
            select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
                'starts', wall(h.starts), 'ends', wall(h.ends), 'court', o.name, 'room', h.room,
                'code', c.code, 'subject', c.subject, 'mode', h.mode, 'state', h.state,
                'clash', a.state = 'clash') order by h.starts), '[]')
            from appearance a
            join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
            join legal_case c on c.center_id = h.center_id and c.case_id = h.case_id
            join org_unit o on o.center_id = c.center_id and o.org_id = c.court_id
            where a.center_id = v_center and a.provider_id = v_me and a.state <> 'released'
                and h.ends >= v_today),
        'absences', me_absences(v_me), 'points', my_points(v_me), 'swaps', today_swaps(), 'calls', me_calls(),
        'invitations', me_invitations());
end $$;
grant execute on function duty.page_me() to duty_app;
