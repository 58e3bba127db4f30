-- After a change of the hearing list: brings the rosters up to date when some rule follows it. A
-- draft then needs more or fewer people, a published month shows the gap.
create or replace function duty.demand_follow() returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    if exists (select from demand_rule r join center c on c.center_id = r.center_id
            where r.center_id = current_center() and r.per_cases is not null
                and r.valid && daterange(today(c.zone), null)) then
        perform demand_refresh_all();
    end if;
end $$;
grant execute on function duty.demand_follow() to duty_app;
