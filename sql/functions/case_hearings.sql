-- The hearings of a case, coming ones first, with who appears and which were announced late.
create or replace function duty.case_hearings(p_case bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
            'at', wall(h.starts), 'ends', wall(h.ends), 'room', h.room, 'mode', h.mode,
            'state', h.state, 'late', hearing_late(h.hearing_id), 'people', (
                select coalesce(jsonb_agg(jsonb_build_object('name', t.name,
                    'clash', a.state = 'clash') order by t.name collate "vi-x-icu"), '[]')
                from appearance a join staff() t on t.provider_id = a.provider_id
                where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                    and a.state <> 'released'))
            order by h.state <> 'scheduled', h.starts), '[]')
        from hearing h
        where h.center_id = current_center() and h.case_id = p_case);
end $$;
grant execute on function duty.case_hearings(bigint) to duty_app;
