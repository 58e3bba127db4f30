-- Whose calendar a visit brought: the lease is the daemon's pass, as a session is a person's. From here
-- on the call acts in that Centre, for nobody's account, with the rights of those who plan.
create or replace function duty.source_identify(
    p_lease text, out source_id bigint, out court_id bigint, out shown text)
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center bigint;
begin
    select s.center_id, s.source_id, o.org_id, s.shown
        into v_center, source_identify.source_id, source_identify.court_id, source_identify.shown
        from calendar_source s
        join center c on c.center_id = s.center_id
        left join org_unit o on o.center_id = s.center_id and o.kind = 'court'
            and o.org_id = org_at(s.org_id, duty.today(c.zone), s.center_id)
        where s.lease = p_lease;
    if not found then
        perform fail('error.conflict', 'DU409'); -- the visit took too long, or the address changed
    end if;
    perform set_config('app.center_id', v_center::text, true),
        set_config('app.role', 'coordinator', true);
end $$;
alter function duty.source_identify(text) owner to duty_guard;
grant execute on function duty.source_identify(text) to duty_app;
