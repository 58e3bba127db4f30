-- Chases what nobody confirmed, called by the clock: the provider is reminded once, then the Centre's
-- coordinators hear of the silence. When the hour of the hearing has passed it is too late to ask.
create or replace function duty.hearing_chase() returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_now constant timestamptz := duty.now();
    v_is_climb boolean;
    v_params jsonb;
    v record;
begin
    update hearing_confirm set ended_at = v_now, means = 'late'
        where center_id = v_center and ended_at is null and deadline <= v_now;
    for v in
        select f.*, p.person_id, n.full_name, h.sequence, h.state, h.mode, l.code, o.name as court,
            to_char(h.starts, 'YYYY-MM-DD') as day, to_char(h.starts, 'HH24:MI') as hour,
            room_told(h.room) as room
        from hearing_confirm f
        join provider p on p.center_id = f.center_id and p.provider_id = f.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        join hearing h on h.center_id = f.center_id and h.hearing_id = f.hearing_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where f.center_id = v_center and f.ended_at is null and f.remind_at <= v_now
            and (f.reminded_at is null or f.climb_at <= v_now and f.climbed_at is null)
        order by f.hearing_id, f.provider_id for update of f
    loop
        v_is_climb := v.climb_at <= v_now;
        v_params := jsonb_build_object('hearing_id', v.hearing_id, 'code', v.code, 'court', v.court,
            'date', v.day, 'time', v.hour, 'room', v.room, 'state', v.state, 'mode', v.mode,
            'provider', v.full_name);
        update hearing_confirm set reminded_at = coalesce(reminded_at, v_now),
                climbed_at = case when v_is_climb then v_now end
            where center_id = v_center and hearing_id = v.hearing_id
                and provider_id = v.provider_id and version = v.version;
        if v.reminded_at is null then
            perform notice_add(v.person_id, k.channel, 'hearing.confirm',
                    format('hearing-confirm:%s:%s', v.hearing_id, v.version), v_params, v.deadline, 8)
                from (select distinct channel from contact where center_id = v_center
                    and person_id = v.person_id and verified_at is not null) k;
        end if;
        if v_is_climb then
            perform notice_add(a.person_id, k.channel, 'hearing.unconfirmed',
                    format('hearing-confirm:%s:%s:%s', v.hearing_id, v.version, v.provider_id),
                    v_params, v.deadline, 8)
                from account a
                join (select distinct center_id, person_id, channel from contact
                    where verified_at is not null) k using (center_id, person_id)
                where a.center_id = v_center and a.role = 'coordinator' and a.locked_at is null;
        end if;
    end loop;
end $$;
alter function duty.hearing_chase() owner to duty_guard;
grant execute on function duty.hearing_chase() to duty_jobs;
