-- Absences with their reasons as far as whoever is signed in may know them: of one provider (null:
-- all), in one state (null: all that are not long over).
create or replace function duty.absence_list(p_provider bigint, p_state text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('absence_id', a.absence_id,
            'provider_id', a.provider_id, 'name', t.name, 'state', a.state, 'kind', r.kind,
            'note', r.note, 'is_asked', a.state = 'asked', 'is_now', a.state = 'approved'
                and a.during @> duty.now()) || absence_when(a.during)
            order by a.state <> 'asked', a.during, t.name collate "vi-x-icu"), '[]')
        from absence a
        join staff() t on t.provider_id = a.provider_id
        left join absence_reasons() r on r.absence_id = a.absence_id
        where a.center_id = current_center()
            and (p_provider is null or a.provider_id = p_provider)
            and (p_state is null or a.state = p_state)
            and upper(a.during) > duty.now() - interval '30 days');
end $$;
grant execute on function duty.absence_list(bigint, text) to duty_app;
