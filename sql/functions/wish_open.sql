-- Whether wishes for a month still count: it has not begun, its roster is not published, and it is
-- not further away than the rule wish.months_ahead.
create or replace function duty.wish_open(p_month date) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select p_month > t.today
        and p_month <= t.today + make_interval(months => rule_value('wish.months_ahead', t.today))
        and not exists (select from roster r where r.center_id = current_center()
            and r.period @> p_month and r.version > 0)
    from (select duty.today(zone) as today from center where center_id = current_center()) t
$$;
grant execute on function duty.wish_open(date) to duty_app;
