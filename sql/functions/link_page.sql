-- What the page of a link shows: the question and how it stands, or what pressing the button will end.
create or replace function duty.link_page(p_link duty.link) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('is_' || p_link.purpose, true, 'center_name', c.name, 'hotline', c.hotline,
            'template', n.template, 'channel', n.channel, 'used_for', p_link.used_for,
            'used_at', wall(p_link.used_at at time zone c.zone),
            'is_used', p_link.used_at is not null,
            'is_wrong_number', coalesce(p_link.used_for = 'wrong', false))
        || case when p_link.hearing_id is null then '{}' else (
            select jsonb_build_object('code', l.code, 'court', o.name, 'room', room_told(h.room),
                'state', h.state, 'starts', wall(h.starts), 'mode', h.mode,
                'is_open', f.ended_at is null and f.deadline > duty.now(),
                'is_old', coalesce(f.means = 'superseded', false), 'means', f.means,
                'said_at', case when f.means not in ('superseded', 'late')
                    then wall(f.ended_at at time zone c.zone) end)
            from hearing_confirm f
            join hearing h on h.center_id = f.center_id and h.hearing_id = f.hearing_id
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
            where f.center_id = p_link.center_id and f.hearing_id = p_link.hearing_id
                and f.provider_id = p_link.provider_id and f.version = p_link.version) end
    from center c
    join notice n on n.center_id = c.center_id and n.notice_id = p_link.notice_id
    where c.center_id = p_link.center_id
$$;
grant execute on function duty.link_page(duty.link) to duty_guard;
