-- Brings every roster whose month is not over up to date with what is needed.
create or replace function duty.demand_refresh_all() returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform demand_refresh(r.roster_id)
        from roster r join center c on c.center_id = r.center_id
        where r.center_id = current_center() and upper(r.period) > today(c.zone);
end $$;
grant execute on function duty.demand_refresh_all() to duty_app;
