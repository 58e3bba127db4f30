-- The hearings of a day that concern whoever asks.
create or replace function duty.today_hearings(p_day date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
            'time', to_char(h.starts, 'HH24:MI'), 'end', to_char(h.ends, 'HH24:MI'),
            'court', o.name, 'room', h.room, 'code', l.code, 'mode', h.mode, 'state', h.state,
            'provider', t.name, 'provider_id', t.provider_id, 'phone', t.phone,
            'clash', coalesce(a.state = 'clash', false))
            order by h.starts, o.name collate "vi-x-icu", l.code), '[]')
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
            and a.state <> 'released'
        left join staff() t on t.provider_id = a.provider_id
        where h.center_id = current_center() and h.starts >= p_day::timestamp
            and h.starts < p_day + interval '1 day'
            and (current_actor() <> 'provider' or a.provider_id = current_provider()));
end $$;
grant execute on function duty.today_hearings(date) to duty_app;
