-- Chases what nobody confirmed, called by the clock: the provider is reminded as often as the question
-- says, then the Centre's coordinators hear of the silence and have a task. When the hour of the
-- hearing has passed it is too late to ask.
create or replace function duty.hearing_chase() returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_now constant timestamptz := duty.now();
    v_params jsonb;
    v_event text;
    v record;
begin
    update hearing_confirm set ended_at = v_now, means = 'late'
        where center_id = v_center and ended_at is null and deadline <= v_now;
    for v in
        select f.*, p.person_id, f.climb_at <= v_now as climbs,
            f.remind_at <= v_now and (f.reminded_at is null or f.remind_at < f.climb_at) as reminds
        from hearing_confirm f
        join provider p on p.center_id = f.center_id and p.provider_id = f.provider_id
        where f.center_id = v_center and f.ended_at is null and f.climbed_at is null
            and (f.climb_at <= v_now
                or f.remind_at <= v_now and (f.reminded_at is null or f.remind_at < f.climb_at))
        order by f.hearing_id, f.provider_id for no key update of f
    loop
        v_params := hearing_chased(v.hearing_id, v.provider_id);
        v_event := format('hearing-confirm:%s:%s', v.hearing_id, v.version);
        update hearing_confirm set reminded_at = case when v.reminds then v_now else reminded_at end,
                remind_at = case when v.reminds then coalesce(remind_later[1], climb_at) else remind_at end,
                remind_later = case when v.reminds then remind_later[2:] else remind_later end,
                climbed_at = case when v.climbs then v_now end
            where center_id = v_center and hearing_id = v.hearing_id
                and provider_id = v.provider_id and version = v.version;
        if v.reminds then
            perform notice_tell(v.person_id, 'hearing.confirm', v_event
                    || coalesce(':' || extract(epoch from v.reminded_at)::bigint, ''), v_params, v.deadline);
        end if;
        if v.climbs then
            perform notice_tell(a.person_id, 'hearing.unconfirmed', v_event || ':' || v.provider_id,
                    v_params, v.deadline)
                from account a
                where a.center_id = v_center and a.role = 'coordinator' and a.locked_at is null;
            perform task_open('hearing.unconfirmed', v.person_id, null, v_params);
        end if;
    end loop;
end $$;
alter function duty.hearing_chase() owner to duty_guard;
grant execute on function duty.hearing_chase() to duty_jobs;
