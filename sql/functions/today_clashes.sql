-- Coming hearings whose person is committed elsewhere at that time; a provider sees the own ones.
create or replace function duty.today_clashes(p_today date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code,
            'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'), 'court', o.name,
            'provider', t.name, 'provider_id', t.provider_id,
            'with', hearing_clash(a.provider_id, h.during, h.hearing_id)) order by h.starts), '[]')
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
            and h.state = 'scheduled'
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        join staff() t on t.provider_id = a.provider_id
        where a.center_id = current_center() and a.state = 'clash' and h.starts >= p_today::timestamp
            and (current_actor() <> 'provider' or a.provider_id = current_provider()));
end $$;
grant execute on function duty.today_clashes(date) to duty_app;
