-- Something left these providers' diaries: hearings that clashed with it may now be theirs. They may
-- be another court's, which a clerk does not see: hence the rights of duty_guard.
create or replace function duty.clash_resolve(p_providers bigint[]) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v record;
begin
    for v in
        select a.hearing_id, a.provider_id, h.during
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        where a.center_id = current_center() and a.provider_id = any (p_providers)
            and a.state = 'clash' and h.state = 'scheduled'
            and not exists (select from commitment k where k.center_id = a.center_id
                and k.provider_id = a.provider_id and k.during && h.during)
        order by h.during, a.hearing_id
    loop
        if commit_hearing(v.provider_id, v.during, v.hearing_id) then
            update appearance set state = 'assigned', changed_at = duty.now()
                where center_id = current_center() and hearing_id = v.hearing_id
                    and provider_id = v.provider_id;
        end if;
    end loop;
end $$;
alter function duty.clash_resolve(bigint[]) owner to duty_guard;
grant execute on function duty.clash_resolve(bigint[]) to duty_app;
