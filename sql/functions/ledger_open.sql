-- Opens the account of newcomers at the group's average, in proportion to their share of a full
-- load: what the engine reckoned with when it drew their first month stands in the account before
-- that month's own duties do. Only when a month is published for the first time: who comes later
-- was not reckoned with, and is opened by the next month.
create or replace function duty.ledger_open(p_period daterange) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
begin
    insert into ledger_entry (center_id, provider_id, cause, point_kind, points, on_day, made_at,
            made_by)
        select v_center, x.provider_id, 'newcomer', x.point_kind, x.start, lower(p_period),
            duty.now(), current_account()
        from roster r cross join lateral ledger_excess(r.roster_id) x
        where r.center_id = v_center and r.period = p_period and r.version <= 1
            and x.start is not null
        order by x.provider_id, x.point_kind;
end $$;
grant execute on function duty.ledger_open(daterange) to duty_app;
