-- The court's hearings of the next days, for its clerks at the door: what stands on the court's own
-- list, who appears, and whether they have said so.
create or replace function duty.door_hearings() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_today date;
begin
    select duty.today(zone) into v_today from center where center_id = v_center;
    return door_head() || jsonb_build_object('from', v_today,
        'to', v_today + rule_value('door.days_shown'), 'hearings', (
            select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id,
                'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
                'end', to_char(h.ends, 'HH24:MI'), 'code', l.code, 'room', h.room, 'judge', h.judge,
                'mode', h.mode, 'state', h.state, 'is_open', h.state = 'scheduled', 'providers', (
                    select jsonb_agg(jsonb_build_object('name', t.name, 'clash', a.state = 'clash',
                        'confirmed', exists (select from hearing_confirm f
                            where f.center_id = a.center_id and f.hearing_id = a.hearing_id
                                and f.provider_id = a.provider_id
                                and f.means not in ('superseded', 'late')
                                and f.version = 1 + hearing_changes(h.hearing_id)))
                        order by t.name)
                    from appearance a
                    join staff() t on t.provider_id = a.provider_id
                    where a.center_id = h.center_id and a.hearing_id = h.hearing_id
                        and a.state <> 'released')) order by h.starts, l.code, h.hearing_id), '[]')
            from hearing h
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            where h.center_id = v_center and h.starts >= v_today::timestamp
                and h.starts < (v_today + rule_value('door.days_shown') + 1)::timestamp));
end $$;
grant execute on function duty.door_hearings() to duty_app;
